using ResidentHub.Catalogue;
using ResidentHub.Conversations;
using ResidentHub.Messaging;
using ResidentHub.Pipeline;
using ResidentHub.Requests;
using ResidentHub.Tests.Support;
using ResidentHub.Triage;

namespace ResidentHub.Tests.Pipeline;

public sealed class ThreadPipelineTests : IDisposable
{
    private readonly TestHub _hub = new();

    public void Dispose() => _hub.Dispose();

    [Fact]
    public async Task A_reply_is_kept_though_staff_change_the_request_at_the_same_moment()
    {
        var request = await RequestAsync();
        StaffChange(request);
        var result = await WriteAsync(request, "c'est toujours aussi fort");
        Assert.True(result.IsTaken);
        using var db = _hub.CreateDbContext();
        Assert.Equal(1, db.Messages().Count(message => message.RequestId == request && message.Channel == ThreadPipeline.PageChannel));
    }

    [Fact]
    public async Task The_same_reply_many_times_at_once_is_one()
    {
        var request = await RequestAsync();
        var results = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(() => WriteAsync(request, "c'est toujours aussi fort"))));
        Assert.All(results, result => Assert.True(result.IsTaken));
        using var db = _hub.CreateDbContext();
        Assert.Equal(1, db.Messages().Count(message => message.RequestId == request && message.Channel == ThreadPipeline.PageChannel));
    }

    [Fact]
    public async Task A_repeated_reply_of_danger_gets_its_first_lines_again()
    {
        var request = await RequestAsync();
        await WriteAsync(request, "mon mari m'a frappée");
        Assert.NotNull((await WriteAsync(request, "mon mari m'a frappée")).Danger);
    }

    [Fact]
    public async Task A_resident_ends_a_request_though_staff_change_it_at_the_same_moment()
    {
        var request = await RequestAsync();
        StaffChange(request);
        await _hub.Threads.EndByResidentAsync(request, RequestState.Withdrawn, CancellationToken.None);
        using var db = _hub.CreateDbContext();
        Assert.Equal(RequestState.Withdrawn, db.Requests().Single().State);
    }

    [Fact]
    public async Task The_same_note_many_times_at_once_is_one()
    {
        var request = await RequestAsync();
        string reference;
        using (var db = _hub.CreateDbContext())
            reference = db.Requests().Single(row => row.Id == request).Reference;
        var (notes, thomas, id) = (_hub.Get<NoteDesk>(), _hub.Staff("thomas"), Guid.CreateVersion7());
        var written = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(() => notes.AddNoteAsync(thomas, reference, id, "rappelé", ["lead"], CancellationToken.None))));
        Assert.DoesNotContain(false, written);
    }

    private async Task<Guid> RequestAsync()
    {
        var draft = Draft.New(Guid.CreateVersion7(), "noise", _hub.Clock.GetUtcNow(), "").With(new Answer("noise_kind", "music")) with { Place = new SaidPlace("tilleuls", "B") };
        return (await _hub.Forms.SubmitAsync(new Submission(draft, Origin.Form, "fr"), CancellationToken.None)).Draft.Id;
    }

    private void StaffChange(Guid request) => _hub.Moment.Next(() =>
    {
        using var other = _hub.CreateDbContext();
        other.Requests().Single(row => row.Id == request).Version++;
        other.SaveChanges();
    });

    private Task<ThreadResult> WriteAsync(Guid request, string text) => _hub.Threads.ResidentWritesAsync(request, "m1", text, [], CancellationToken.None);
}
