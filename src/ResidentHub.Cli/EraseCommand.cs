using System.CommandLine;
using Microsoft.EntityFrameworkCore;
using ResidentHub.Language.Facts;
using ResidentHub.Privacy;
using ResidentHub.Requests;

namespace ResidentHub.Cli;

/// <summary><c>erase person CONTACT</c> and <c>erase request REFERENCE</c>: rows go, facts without a person stay.</summary>
internal static class EraseCommand
{
    public static Command Create()
    {
        var contact = new Argument<string>("CONTACT") { Description = "Telephone number, e-mail address or external id" };
        var person = new Command("person", "Erase all that is kept of a person") { contact };
        person.SetAction((parsed, cancellation) => PersonAsync(parsed.GetValue(contact)!, cancellation));
        var reference = new Argument<string>("REFERENCE") { Description = "A request's reference" };
        var request = new Command("request", "Erase a request with its messages, notes and photos") { reference };
        request.SetAction((parsed, cancellation) => RequestAsync(parsed.GetValue(reference)!, cancellation));
        return new Command("erase", "Erase personal data for good") { person, request };
    }

    private static async Task<int> PersonAsync(string contact, CancellationToken cancellation)
    {
        await using var db = await Hub.OpenAsync(Hub.LoadDialogs());
        var count = await Erasure.PersonAsync(db, Contacts.Phone(contact) ?? contact, TimeProvider.System.GetUtcNow(), cancellation);
        Console.WriteLine($"Erased, with {count} request(s).");
        return ExitCode.Done;
    }

    private static async Task<int> RequestAsync(string text, CancellationToken cancellation)
    {
        await using var db = await Hub.OpenAsync(Hub.LoadDialogs());
        var reference = References.Read(text);
        var ids = await db.Requests().Where(request => request.Reference == reference).Select(request => request.Id).ToListAsync(cancellation);
        if (ids.Count == 0)
        {
            Console.Error.WriteLine("There is no such request.");
            return ExitCode.Failure;
        }

        await Erasure.RequestsAsync(db, ids, cancellation);
        Console.WriteLine("Erased.");
        return ExitCode.Done;
    }
}
