using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.RazorPages.Infrastructure;
using Microsoft.AspNetCore.Routing;

namespace ResidentHub.Tests.Web;

/// <summary>A page's verb as the server itself lists it.</summary>
/// <param name="Template">The route, with its parameters.</param>
/// <param name="Method">GET or POST.</param>
/// <param name="Handler">The named handler, or null.</param>
public sealed record Door(string Template, string Method, string? Handler);

/// <summary>All doors of the server, read from its own endpoints: a new page is among them without a word here.</summary>
public static class Doors
{
    public static async Task<IReadOnlyList<Door>> OfPagesAsync(WebHub hub)
    {
        var loader = hub.Get<PageLoader>();
        var doors = new List<Door>();
        foreach (var endpoint in hub.Get<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>())
        {
            if (endpoint.Metadata.GetMetadata<PageActionDescriptor>() is not { } page)
                continue;
            var compiled = await loader.LoadAsync(page, EndpointMetadataCollection.Empty);
            var template = "/" + endpoint.RoutePattern.RawText!.TrimStart('/');
            doors.Add(new Door(template, "GET", null));
            doors.AddRange(compiled.HandlerMethods.Where(handler => handler.HttpMethod.Equals("POST", StringComparison.OrdinalIgnoreCase)).Select(handler => new Door(template, "POST", handler.Name)));
        }

        return [.. doors.Distinct().OrderBy(door => door.Template)];
    }

    /// <summary>Addresses of endpoints that are no pages and take more than GET and HEAD.</summary>
    public static IEnumerable<string> PostsOfOthers(WebHub hub) => hub.Get<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        .Where(endpoint => endpoint.Metadata.GetMetadata<PageActionDescriptor>() is null && endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods.Any(method => method is not ("GET" or "HEAD")) == true)
        .Select(endpoint => endpoint.RoutePattern.RawText!).Distinct();
}
