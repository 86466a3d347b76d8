using Microsoft.EntityFrameworkCore;
using ResidentHub.Catalogue;
using ResidentHub.Conversations;
using ResidentHub.Data;
using ResidentHub.People;

namespace ResidentHub.Triage;

/// <summary>Conversations that wait for a person. What a resident tells an adviser's department is for its advisers alone.</summary>
public static class HandOverQueue
{
    private const int Shown = 50;

    /// <summary>Hand-overs that this person may take up or has, longest waiting first.</summary>
    public static Task<List<HandOver>> LoadAsync(HubDb db, StaffMember staff, LandlordData landlord, CancellationToken cancellation) =>
        Open(db, staff, landlord).OrderBy(handOver => handOver.DueAt).Take(Shown).ToListAsync(cancellation);

    /// <summary>One of them, or null when it is not this person's.</summary>
    public static Task<HandOver?> FindAsync(HubDb db, StaffMember staff, Guid id, LandlordData landlord, CancellationToken cancellation) =>
        Open(db, staff, landlord).FirstOrDefaultAsync(row => row.Id == id, cancellation);

    /// <summary>Every hand-over this person may take up or has.</summary>
    public static IQueryable<HandOver> Open(HubDb db, StaffMember staff, LandlordData landlord)
    {
        var reads = !staff.IsDisabled && staff.Roles.Exists(role => role is not (Role.Caretaker or Role.Administrator or Role.DutyOfficer));
        var departments = staff.Departments.Where(key => landlord.Departments.Any(one => one.Key == key && (!one.Advisers || staff.Is(Role.Adviser)))).ToList();
        var (agencies, id) = (staff.Agencies, staff.Id);
        var everywhere = agencies.Count == 0;
        return db.HandOvers().AsNoTracking().Where(handOver => reads && handOver.ReturnedAt == null && handOver.RequestId == null
            && (handOver.OwnerId == id || departments.Contains(handOver.Department)) && (everywhere || handOver.Agency == null || agencies.Contains(handOver.Agency)));
    }
}
