using Microsoft.AspNetCore.Mvc;
using ResidentHub.People;
using ResidentHub.Pipeline;

namespace ResidentHub.Web.Pages.Staff;

/// <summary>Accounts of staff, for administrators: add one, close one, make a new password.</summary>
public sealed class AccountsModel(CurrentStaff current, Accounts accounts) : StaffPage(current)
{
    public IReadOnlyList<StaffMember> Members { get; private set; } = [];

    /// <summary>A password just made: on this page once, nowhere else.</summary>
    public NewPassword? Made { get; private set; }

    public string? Fault { get; private set; }

    public AccountForm Form { get; private set; } = new();

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation) => await ShowAsync(cancellation);

    public async Task<IActionResult> OnPostAddAsync(AccountForm form, CancellationToken cancellation)
    {
        var roles = form.Roles.Select(RoleOf).OfType<Role>().ToList();
        var made = await accounts.AddAsync(Staff, new AccountData(Clean.Text(form.Email), Clean.Text(form.Name), roles, form.Departments, form.Agencies, form.Residences, Clean.Text(form.Phone) is { Length: > 0 } phone ? phone : null), cancellation);
        (Made, Fault, Form) = (made.Fault is null ? made : null, made.Fault, made.Fault is null ? new AccountForm() : form);
        return await ShowAsync(cancellation);
    }

    public async Task<IActionResult> OnPostResetAsync(Guid id, CancellationToken cancellation)
    {
        var made = await accounts.ResetPasswordAsync(Staff, id, cancellation);
        (Made, Fault) = (made.Fault is null ? made : null, made.Fault);
        return await ShowAsync(cancellation);
    }

    public async Task<IActionResult> OnPostDisableAsync(Guid id, bool disabled, CancellationToken cancellation) =>
        await accounts.SetDisabledAsync(Staff, id, disabled, cancellation) ? Redirect($"/staff/accounts?said={(disabled ? "closed_account" : "opened_account")}") : NotFound();

    private static Role? RoleOf(string name) => Enum.TryParse<Role>(name.Replace("-", ""), ignoreCase: true, out var role) && Enum.IsDefined(role) ? role : null;

    private async Task<IActionResult> ShowAsync(CancellationToken cancellation)
    {
        if (!Accounts.MaySee(Staff))
            return NotFound();
        Members = await accounts.ListAsync(Staff, cancellation);
        return Page();
    }
}

/// <summary>What the form of a new account sends.</summary>
public sealed class AccountForm
{
    public string? Email { get; set; }

    public string? Name { get; set; }

    public string? Phone { get; set; }

    public List<string> Roles { get; set; } = [];

    public List<string> Departments { get; set; } = [];

    public List<string> Agencies { get; set; } = [];

    public List<string> Residences { get; set; } = [];
}
