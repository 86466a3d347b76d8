using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using ResidentHub.Data;
using ResidentHub.People;

namespace ResidentHub.Web.Pages.Staff;

/// <summary>ASP.NET Core Identity over the hub's own staff table: password, lockout, security stamp.</summary>
public sealed class StaffStore(IDbContextFactory<HubDb> factory) : IUserPasswordStore<StaffMember>, IUserEmailStore<StaffMember>, IUserLockoutStore<StaffMember>, IUserSecurityStampStore<StaffMember>
{
    public Task<string> GetUserIdAsync(StaffMember user, CancellationToken cancellationToken) => Task.FromResult(user.Id.ToString());

    public Task<string?> GetUserNameAsync(StaffMember user, CancellationToken cancellationToken) => Task.FromResult<string?>(user.Email);

    public Task SetUserNameAsync(StaffMember user, string? userName, CancellationToken cancellationToken) => SetEmailAsync(user, userName, cancellationToken);

    public Task<string?> GetNormalizedUserNameAsync(StaffMember user, CancellationToken cancellationToken) => Task.FromResult<string?>(user.NormalizedEmail);

    public Task SetNormalizedUserNameAsync(StaffMember user, string? normalizedName, CancellationToken cancellationToken) => SetNormalizedEmailAsync(user, normalizedName, cancellationToken);

    public async Task<IdentityResult> CreateAsync(StaffMember user, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        db.Add(user);
        await db.SaveChangesAsync(cancellationToken);
        return IdentityResult.Success;
    }

    // Failed tries and the lockout are written on their own, at once: of many tries at the same moment none must take another's back.
    public async Task<IdentityResult> UpdateAsync(StaffMember user, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        await db.Staff().Where(member => member.Id == user.Id).ExecuteUpdateAsync(
            set => set.SetProperty(member => member.PasswordHash, user.PasswordHash).SetProperty(member => member.SecurityStamp, user.SecurityStamp), cancellationToken);
        return IdentityResult.Success;
    }

    public async Task<IdentityResult> DeleteAsync(StaffMember user, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        await db.Staff().Where(member => member.Id == user.Id).ExecuteUpdateAsync(set => set.SetProperty(member => member.IsDisabled, true), cancellationToken);
        return IdentityResult.Success;
    }

    public async Task<StaffMember?> FindByIdAsync(string userId, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        return Guid.TryParse(userId, out var id) ? await db.Staff().AsNoTracking().FirstOrDefaultAsync(member => member.Id == id && !member.IsDisabled, cancellationToken) : null;
    }

    public Task<StaffMember?> FindByNameAsync(string normalizedUserName, CancellationToken cancellationToken) => FindByEmailAsync(normalizedUserName, cancellationToken);

    public async Task<StaffMember?> FindByEmailAsync(string normalizedEmail, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        return await db.Staff().AsNoTracking().FirstOrDefaultAsync(member => member.NormalizedEmail == normalizedEmail && !member.IsDisabled, cancellationToken);
    }

    public Task SetPasswordHashAsync(StaffMember user, string? passwordHash, CancellationToken cancellationToken) => Done(() => user.PasswordHash = passwordHash);

    public Task<string?> GetPasswordHashAsync(StaffMember user, CancellationToken cancellationToken) => Task.FromResult(user.PasswordHash);

    public Task<bool> HasPasswordAsync(StaffMember user, CancellationToken cancellationToken) => Task.FromResult(user.PasswordHash is not null);

    public Task SetEmailAsync(StaffMember user, string? email, CancellationToken cancellationToken) => Done(() => user.Email = email ?? "");

    public Task<string?> GetEmailAsync(StaffMember user, CancellationToken cancellationToken) => Task.FromResult<string?>(user.Email);

    public Task<bool> GetEmailConfirmedAsync(StaffMember user, CancellationToken cancellationToken) => Task.FromResult(true);

    public Task SetEmailConfirmedAsync(StaffMember user, bool confirmed, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task<string?> GetNormalizedEmailAsync(StaffMember user, CancellationToken cancellationToken) => Task.FromResult<string?>(user.NormalizedEmail);

    public Task SetNormalizedEmailAsync(StaffMember user, string? normalizedEmail, CancellationToken cancellationToken) => Done(() => user.NormalizedEmail = normalizedEmail ?? "");

    public Task<DateTimeOffset?> GetLockoutEndDateAsync(StaffMember user, CancellationToken cancellationToken) => Task.FromResult(user.LockoutEnd);

    public async Task SetLockoutEndDateAsync(StaffMember user, DateTimeOffset? lockoutEnd, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        await db.Staff().Where(member => member.Id == user.Id).ExecuteUpdateAsync(set => set.SetProperty(member => member.LockoutEnd, lockoutEnd), cancellationToken);
        user.LockoutEnd = lockoutEnd;
    }

    public async Task<int> IncrementAccessFailedCountAsync(StaffMember user, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        await db.Staff().Where(member => member.Id == user.Id).ExecuteUpdateAsync(set => set.SetProperty(member => member.AccessFailedCount, member => member.AccessFailedCount + 1), cancellationToken);
        return user.AccessFailedCount = await db.Staff().Where(member => member.Id == user.Id).Select(member => member.AccessFailedCount).FirstAsync(cancellationToken);
    }

    public async Task ResetAccessFailedCountAsync(StaffMember user, CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        await db.Staff().Where(member => member.Id == user.Id).ExecuteUpdateAsync(set => set.SetProperty(member => member.AccessFailedCount, 0), cancellationToken);
        user.AccessFailedCount = 0;
    }

    public Task<int> GetAccessFailedCountAsync(StaffMember user, CancellationToken cancellationToken) => Task.FromResult(user.AccessFailedCount);

    public Task<bool> GetLockoutEnabledAsync(StaffMember user, CancellationToken cancellationToken) => Task.FromResult(true);

    public Task SetLockoutEnabledAsync(StaffMember user, bool enabled, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task SetSecurityStampAsync(StaffMember user, string stamp, CancellationToken cancellationToken) => Done(() => user.SecurityStamp = stamp);

    public Task<string?> GetSecurityStampAsync(StaffMember user, CancellationToken cancellationToken) => Task.FromResult<string?>(user.SecurityStamp);

    public void Dispose()
    {
    }

    private static Task Done(Action change)
    {
        change();
        return Task.CompletedTask;
    }
}
