using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using ResidentHub.Data;

namespace ResidentHub.People;

/// <summary>What an administrator says of a new account.</summary>
public sealed record AccountData(string Email, string Name, IReadOnlyList<Role> Roles, IReadOnlyList<string> Departments, IReadOnlyList<string> Agencies, IReadOnlyList<string> Residences, string? Phone);

/// <summary>An account whose password was just made: shown once, kept nowhere.</summary>
/// <param name="Fault">The key of what is wrong, or null.</param>
public sealed record NewPassword(string? Fault, string? Email, string? Password)
{
    public static NewPassword Not(string fault) => new(fault, null, null);
}

/// <summary>Hashes a password for a member of staff, as the server's sign-in does.</summary>
public delegate string HashPassword(StaffMember member, string password);

/// <summary>Accounts of staff, kept by administrators. An account is never deleted: what it did stays signed.</summary>
public sealed class Accounts(IDbContextFactory<HubDb> factory, HashPassword hash, TimeProvider clock)
{
    private const string Signs = "abcdefghjkmnpqrstuvwxyz23456789";
    private const int Groups = 4, SignsInGroup = 4;

    public static bool MaySee(StaffMember staff) => staff is { IsDisabled: false } && staff.Is(Role.Administrator);

    public async Task<IReadOnlyList<StaffMember>> ListAsync(StaffMember administrator, CancellationToken cancellation)
    {
        if (!MaySee(administrator))
            return [];
        await using var db = await factory.CreateDbContextAsync(cancellation);
        return await db.Staff().AsNoTracking().OrderBy(member => member.IsDisabled).ThenBy(member => member.Name).ToListAsync(cancellation);
    }

    public async Task<NewPassword> AddAsync(StaffMember administrator, AccountData data, CancellationToken cancellation)
    {
        if (!MaySee(administrator))
            return NewPassword.Not("staff.accounts.fault.forbidden");
        await using var db = await factory.CreateDbContextAsync(cancellation);
        if (await FaultOfAsync(db, data, cancellation) is { } fault)
            return NewPassword.Not(fault);
        var member = new StaffMember
        {
            LandlordId = administrator.LandlordId,
            Email = data.Email.Trim(),
            NormalizedEmail = data.Email.Trim().ToUpperInvariant(),
            Name = data.Name.Trim(),
            FirstName = data.Name.Trim().Split(' ')[0],
            Roles = [.. data.Roles.Distinct()],
            Departments = [.. data.Departments.Distinct()],
            Agencies = [.. data.Agencies.Distinct()],
            Residences = [.. data.Residences.Distinct()],
            Phone = data.Phone,
        };
        var password = MakePassword();
        member.PasswordHash = hash(member, password);
        db.Add(member);
        Log(db, administrator, member, "account.added");
        await db.SaveChangesAsync(cancellation);
        return new NewPassword(null, member.Email, password);
    }

    /// <summary>A new one-time password; whoever was signed in with the old one is signed out.</summary>
    public async Task<NewPassword> ResetPasswordAsync(StaffMember administrator, Guid id, CancellationToken cancellation)
    {
        await using var db = await factory.CreateDbContextAsync(cancellation);
        if (!MaySee(administrator) || await db.Staff().FirstOrDefaultAsync(row => row.Id == id && !row.IsDisabled, cancellation) is not { } member)
            return NewPassword.Not("staff.accounts.fault.forbidden");
        var password = MakePassword();
        member.PasswordHash = hash(member, password);
        member.SecurityStamp = Guid.CreateVersion7().ToString("N");
        (member.LockoutEnd, member.AccessFailedCount) = (null, 0);
        Log(db, administrator, member, "account.password_reset");
        await db.SaveChangesAsync(cancellation);
        return new NewPassword(null, member.Email, password);
    }

    /// <summary>Closes an account, or opens it again. Nobody closes their own.</summary>
    public async Task<bool> SetDisabledAsync(StaffMember administrator, Guid id, bool isDisabled, CancellationToken cancellation)
    {
        await using var db = await factory.CreateDbContextAsync(cancellation);
        if (!MaySee(administrator) || id == administrator.Id || await db.Staff().FirstOrDefaultAsync(row => row.Id == id, cancellation) is not { } member)
            return false;
        member.IsDisabled = isDisabled;
        member.SecurityStamp = Guid.CreateVersion7().ToString("N");
        Log(db, administrator, member, isDisabled ? "account.disabled" : "account.enabled");
        await db.SaveChangesAsync(cancellation);
        return true;
    }

    private static async Task<string?> FaultOfAsync(HubDb db, AccountData data, CancellationToken cancellation)
    {
        var email = data.Email.Trim();
        if (email.Length is < 5 or > 254 || email.IndexOf('@') is < 1 || email.EndsWith('@') || email.Any(char.IsWhiteSpace))
            return "staff.accounts.fault.email";
        if (data.Name.Trim().Length is < 2 or > 100)
            return "staff.accounts.fault.name";
        if (data.Roles.Count == 0)
            return "staff.accounts.fault.roles";
        if (data.Departments.Count == 0 && !data.Roles.Contains(Role.Administrator))
            return "staff.accounts.fault.departments";
        var normalized = email.ToUpperInvariant();
        return await db.Staff().AnyAsync(member => member.NormalizedEmail == normalized, cancellation) ? "staff.accounts.fault.taken" : null;
    }

    private void Log(HubDb db, StaffMember administrator, StaffMember member, string kind) =>
        db.Add(new Event { At = clock.GetUtcNow(), Kind = kind, SubjectId = member.Id, Actor = Actor.Staff, StaffId = administrator.Id });

    private static string MakePassword() =>
        string.Join('-', Enumerable.Range(0, Groups).Select(_ => new string(RandomNumberGenerator.GetItems<char>(Signs, SignsInGroup))));
}
