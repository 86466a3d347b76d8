using System.CommandLine;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using ResidentHub.Catalogue;
using ResidentHub.People;

namespace ResidentHub.Cli;

/// <summary><c>staff add</c>: the first account, and any other. The password is asked for, or made and shown once.</summary>
internal static class StaffCommand
{
    private const int MinPassword = 12;

    public static Command Create()
    {
        var email = new Option<string>("--email") { Required = true, Description = "Signs in with it" };
        var name = new Option<string>("--name") { Required = true, Description = "First and last name; residents see the first" };
        var roles = new Option<string>("--roles") { Required = true, Description = $"Comma list of {string.Join(", ", Shapes.Roles)}" };
        var departments = new Option<string>("--departments") { DefaultValueFactory = _ => "", Description = "Comma list of department keys" };
        var agencies = new Option<string>("--agencies") { DefaultValueFactory = _ => "", Description = "Comma list of agency keys; empty covers all" };
        var password = new Option<string?>("--password-from") { Description = "File whose first line is the password; without it one is made and shown once" };
        var add = new Command("add", "Add a member of staff") { email, name, roles, departments, agencies, password };
        add.SetAction((parsed, cancellation) => AddAsync(parsed.GetValue(email)!, parsed.GetValue(name)!, List(parsed.GetValue(roles)!), List(parsed.GetValue(departments)!), List(parsed.GetValue(agencies)!), parsed.GetValue(password), cancellation));
        return new Command("staff", "Accounts of staff") { add };
    }

    private static async Task<int> AddAsync(string email, string name, List<string> roles, List<string> departments, List<string> agencies, string? passwordFile, CancellationToken cancellation)
    {
        var dialogs = Hub.LoadDialogs();
        if (Fault(dialogs, email, roles, departments, agencies) is { } fault)
            return Refuse(fault);
        var password = passwordFile is null ? NewPassword() : File.ReadLines(passwordFile).FirstOrDefault() ?? "";
        if (password.Length < MinPassword)
            return Refuse($"The password must have at least {MinPassword} signs.");
        await using var db = await Hub.OpenAsync(dialogs);
        var normalized = email.ToUpperInvariant();
        if (await db.Staff().AnyAsync(member => member.NormalizedEmail == normalized, cancellation))
            return Refuse("There is an account with this e-mail already.");
        var staff = new StaffMember
        {
            LandlordId = (await db.Landlords().FirstAsync(cancellation)).Id, Email = email, NormalizedEmail = normalized, Name = name, FirstName = name.Split(' ')[0],
            Roles = [.. roles.Select(Seed.RoleOf)], Departments = departments, Agencies = agencies, Residences = [],
        };
        staff.PasswordHash = new PasswordHasher<StaffMember>().HashPassword(staff, password);
        db.Add(staff);
        await db.SaveChangesAsync(cancellation);
        Console.WriteLine($"Added {email} to {db.Database.GetDbConnection().DataSource}.");
        if (passwordFile is null)
            Console.WriteLine($"Password, shown once: {password}");
        return ExitCode.Done;
    }

    private static string? Fault(Dialogs dialogs, string email, List<string> roles, List<string> departments, List<string> agencies) =>
        !System.Net.Mail.MailAddress.TryCreate(email, out _) ? $"'{email}' is no e-mail address."
        : roles.Find(role => !Shapes.Roles.Contains(role)) is { } role ? $"No role is called '{role}'."
        : departments.Find(key => dialogs.Landlord.Departments.All(department => department.Key != key)) is { } department ? $"No department is called '{department}'."
        : agencies.Find(key => dialogs.Landlord.Agencies.All(agency => agency.Key != key)) is { } agency ? $"No agency is called '{agency}'."
        : null;

    private static int Refuse(string fault)
    {
        Console.Error.WriteLine(fault);
        return ExitCode.Failure;
    }

    private static string NewPassword() => RandomNumberGenerator.GetString("abcdefghjkmnpqrstuvwxyz23456789", 20);

    private static List<string> List(string text) => [.. text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)];
}
