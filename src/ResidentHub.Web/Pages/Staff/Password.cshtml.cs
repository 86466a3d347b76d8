using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using ResidentHub.People;

namespace ResidentHub.Web.Pages.Staff;

/// <summary>One's own password: a one-time password is changed here.</summary>
public sealed class PasswordModel(CurrentStaff current, UserManager<StaffMember> users, SignInManager<StaffMember> signIn) : StaffPage(current)
{
    public string? Fault { get; private set; }

    public void OnGet()
    {
    }

    public async Task<IActionResult> OnPostAsync(string? old, string? wanted, string? again)
    {
        if (wanted is not { Length: >= 12 and <= 200 })
            return Refuse("staff.password.short");
        if (wanted != again)
            return Refuse("staff.password.differ");
        if (await users.FindByIdAsync(Staff.Id.ToString()) is not { } member || !(await users.ChangePasswordAsync(member, old ?? "", wanted)).Succeeded)
            return Refuse("staff.password.wrong");
        await signIn.RefreshSignInAsync(member);
        return Redirect("/staff?said=password");
    }

    private IActionResult Refuse(string fault)
    {
        Fault = fault;
        return Page();
    }
}
