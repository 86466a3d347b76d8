using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using ResidentHub.Language;
using ResidentHub.Tests.Support;
using ResidentHub.Tests.Web;
using ResidentHub.Understanding;

namespace ResidentHub.Tests.Understanding;

public sealed class SecondOpinionTests
{
    private const string Unclear = "bla bla truc machin";

    private static readonly DateOnly s_today = new(2026, 11, 23);

    [Fact]
    public async Task The_server_asks_the_second_opinion_among_its_services()
    {
        using var hub = new WebHub();
        using var plugged = hub.WithWebHostBuilder(builder => builder.ConfigureTestServices(services => services.AddSingleton<SecondOpinion>((_, first, _) => Task.FromResult<Reading?>(first with { Label = "noise" }))));
        Assert.Equal("noise", (await ReadAsync(plugged.Services.GetRequiredService<Understander>())).Label);
    }

    [Fact]
    public async Task One_that_fails_is_done_without() => await AssertFirstAsync((_, _, _) => throw new HttpRequestException("gone"));

    [Fact]
    public async Task One_that_is_late_is_not_waited_for() => await AssertFirstAsync((_, _, _) => new TaskCompletionSource<Reading?>().Task);

    [Fact]
    public async Task One_that_does_not_know_better_changes_nothing() => await AssertFirstAsync((_, _, _) => Task.FromResult<Reading?>(null));

    private static async Task AssertFirstAsync(SecondOpinion second) =>
        Assert.Equal(Content.Reader.Read(Unclear, s_today).Label, (await ReadAsync(new Understander(Content.Reader, second)).WaitAsync(TimeSpan.FromSeconds(30))).Label);

    private static Task<Reading> ReadAsync(Understander understander) => understander.ReadTurnAsync(Unclear, s_today, isAnswer: false, CancellationToken.None);
}
