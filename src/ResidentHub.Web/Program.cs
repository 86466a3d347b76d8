using ResidentHub.Web.Setup;

var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory, EnvironmentName = HubEnvironment.Name });
if (!HubStart.TryLoad(builder, out var content))
    return 1;

builder.AddHub(content);
builder.AddHubWeb();

var app = builder.Build();
app.UseHubWeb();
await app.StartHubAsync();
await app.RunAsync();
return 0;

/// <summary>The server; named so that tests can start it.</summary>
public partial class Program;
