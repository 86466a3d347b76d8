using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using ResidentHub.Catalogue;
using ResidentHub.People;
using ResidentHub.Web.Setup;

namespace ResidentHub.Web.Pages.Staff;

/// <summary>E-mail and password; five wrong passwords close the account for a quarter of an hour.</summary>
[AllowAnonymous]
public sealed class SignInModel(SignInManager<StaffMember> signIn, UserManager<StaffMember> users, IPasswordHasher<StaffMember> hasher, Dialogs dialogs, IWebHostEnvironment environment, Limits limits) : PageModel
{
    private const int PerMinute = 120;

    // Hashed when nobody has the address, so that the answer takes as long.
    private static readonly StaffMember s_nobody = new() { LandlordId = Guid.Empty, Email = "", NormalizedEmail = "", Name = "", FirstName = "", Roles = [], Departments = [], Agencies = [], Residences = [] };

    public string Email { get; private set; } = "";

    /// <summary>Filled in for a demo account that was clicked; in Development only.</summary>
    public string? Password { get; private set; }

    public string? Fault { get; private set; }

    public string? From { get; private set; }

    public IReadOnlyList<DemoStaff> Demo => environment.IsDevelopment() ? dialogs.Demo.Staff : [];

    public IActionResult OnGet(string? @as, string? from)
    {
        if (User.Identity?.IsAuthenticated == true && @as is null)
            return Redirect("/staff");
        From = LocalOf(from);
        if (Demo.FirstOrDefault(member => member.Email == @as) is { } chosen)
            (Email, Password) = (chosen.Email, HubStart.DemoPassword);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(string? email, string? password, string? from)
    {
        (Email, From) = ((email ?? "").Trim(), LocalOf(from));
        if (!limits.Allows("SignIn", HttpContext.Connection.RemoteIpAddress?.ToString() ?? "", PerMinute))
            return Refuse("staff.sign_in.too_often", StatusCodes.Status429TooManyRequests);
        if (Email.Length is 0 or > 254 || password is not { Length: > 0 and <= 200 })
            return Refuse("staff.sign_in.missing", StatusCodes.Status200OK);
        if (await users.FindByEmailAsync(Email) is not { } member)
        {
            hasher.HashPassword(s_nobody, password);
            return Refuse("staff.sign_in.wrong", StatusCodes.Status200OK);
        }

        var result = await signIn.PasswordSignInAsync(member, password, isPersistent: false, lockoutOnFailure: true);
        if (result.Succeeded)
            return Redirect(From ?? "/staff");
        return Refuse(result.IsLockedOut ? "staff.sign_in.locked" : "staff.sign_in.wrong", StatusCodes.Status200OK);
    }

    private IActionResult Refuse(string fault, int status)
    {
        Fault = fault;
        Response.StatusCode = status;
        return Page();
    }

    private string? LocalOf(string? from) => from is not null && Url.IsLocalUrl(from) && from.StartsWith("/staff", StringComparison.Ordinal) ? from : null;
}
