using Microsoft.AspNetCore.Mvc.Routing;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace ResidentHub.Web.Pages.Shared;

/// <summary><c>&lt;icon name="phone" /&gt;</c>: a picture of the sprite, always beside words, so hidden from screen readers.</summary>
[HtmlTargetElement("icon", Attributes = "name", TagStructure = TagStructure.WithoutEndTag)]
public sealed class IconTagHelper(IFileVersionProvider versions, IUrlHelperFactory urls) : TagHelper
{
    private const string Sprite = "~/dist/icons.svg";

    public string Name { get; set; } = "";

    [ViewContext]
    [HtmlAttributeNotBound]
    public ViewContext ViewContext { get; set; } = null!;

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var path = versions.AddFileVersionToPath(ViewContext.HttpContext.Request.PathBase, urls.GetUrlHelper(ViewContext).Content(Sprite));
        output.TagName = "svg";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "icon");
        output.Attributes.SetAttribute("aria-hidden", "true");
        output.Attributes.SetAttribute("focusable", "false");
        output.Content.SetHtmlContent($"<use href=\"{path}#{Name}\"></use>");
    }
}
