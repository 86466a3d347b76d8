using ResidentHub.Catalogue;
using ResidentHub.Data;
using ResidentHub.Language;
using ResidentHub.Language.Intents;
using ResidentHub.Understanding;

namespace ResidentHub.Tests.Support;

/// <summary>The real content and the real model, loaded once for all tests.</summary>
public static class Content
{
    private static readonly Lazy<Dialogs> s_dialogs = new(() => Dialogs.Load(Folders.Dialogs));
    private static readonly Lazy<IntentModel> s_model = new(() => ModelStore.LoadOrTrain(Dialogs, Models));
    private static readonly Lazy<MessageReader> s_reader = new(() => Understander.ReaderOf(Dialogs, s_model.Value));

    public static Dialogs Dialogs => s_dialogs.Value;

    public static MessageReader Reader => s_reader.Value;

    public static IntentModel Model => s_model.Value;

    /// <summary>Where the trained model is kept from one run to the next.</summary>
    public static string Models => Path.Combine(Path.GetTempPath(), "residenthub-test-models");

    /// <summary>Stored JSON with its letters as people write them ("é", not an escape).</summary>
    public static string PlainJson(string json) => System.Text.RegularExpressions.Regex.Unescape(json);
}
