using ResidentHub.Catalogue;
using ResidentHub.Language;

namespace ResidentHub.Web.Setup;

/// <summary>What is loaded once before anything is served.</summary>
public sealed record HubContent(Dialogs Dialogs, MessageReader Reader, string DataFolder);
