namespace ResidentHub.Tests.Web;

/// <summary>How many commands a page sends to the database: bounded, and the same with few rows and with many.</summary>
[Collection(OneServer.Name)]
public sealed class CommandCountTests(WebHub hub)
{
    private const int ManyRequests = 40, ManyMessages = 25;

    [Theory]
    [InlineData("/", 2)]
    [InlineData("/initiatives", 2)]
    [InlineData("/chat", 5)]
    [InlineData("/me", 3)]
    public async Task A_residents_page_sends_few_commands_however_much_is_kept(string address, int bound)
    {
        var (few, many) = (hub.Open(), hub.Open());
        await TalkAsync(few, 1);
        await TalkAsync(many, ManyMessages);
        await SubmitAsync(few, 1);
        await SubmitAsync(many, 10);
        await AssertBoundedAsync(bound, () => few.GetAsync(address), () => many.GetAsync(address));
    }

    [Fact]
    public async Task A_turn_of_the_chat_sends_few_commands_however_long_the_conversation()
    {
        var (few, many) = (hub.Open(), hub.Open());
        await TalkAsync(few, 1);
        await TalkAsync(many, ManyMessages);
        await AssertBoundedAsync(14, () => few.PostAsync("/chat", ("text", "merci beaucoup")), () => many.PostAsync("/chat", ("text", "merci beaucoup")));
    }

    [Theory]
    [InlineData("/staff?scope=all", 14)]
    [InlineData("/staff/desk", 3)]
    [InlineData("/staff/team", 4)]
    public async Task A_page_of_staff_sends_few_commands_however_many_requests_there_are(string address, int bound)
    {
        var head = await hub.SignInAsync("catherine");
        await head.GetAsync(address);
        var few = await hub.Commands.OfAsync(() => head.GetAsync(address));
        for (var i = 0; i < ManyRequests; i++)
            await OneAsync(hub.Open());
        await AssertBoundedAsync(bound, few, () => head.GetAsync(address));
    }

    [Fact]
    public async Task The_page_of_a_request_sends_few_commands_however_long_its_thread()
    {
        var resident = hub.Open();
        var (brief, lengthy) = (await OneAsync(resident), await OneAsync(resident));
        for (var i = 0; i < ManyMessages; i++)
            await resident.PostAsync($"/requests/{lengthy}?handler=Reply", ("text", $"toujours pas {i}"));
        var agent = await hub.SignInAsync("rachid");
        foreach (var reference in (string[])[brief, lengthy])
            await agent.GetAsync($"/staff/requests/{reference}");
        await AssertBoundedAsync(26, () => agent.GetAsync($"/staff/requests/{brief}"), () => agent.GetAsync($"/staff/requests/{lengthy}"));
        await AssertBoundedAsync(9, () => resident.GetAsync($"/requests/{brief}"), () => resident.GetAsync($"/requests/{lengthy}"));
    }

    private async Task AssertBoundedAsync(int bound, Func<Task> few, Func<Task> many)
    {
        await few();
        await AssertBoundedAsync(bound, await hub.Commands.OfAsync(few), many);
    }

    private async Task AssertBoundedAsync(int bound, int few, Func<Task> many)
    {
        await many();
        Assert.Equal(few, await hub.Commands.OfAsync(many));
        Assert.InRange(few, 0, bound);
    }

    private static async Task TalkAsync(Browser resident, int messages)
    {
        for (var i = 0; i < messages; i++)
            await resident.PostAsync("/chat", ("text", "merci"));
    }

    private static async Task SubmitAsync(Browser resident, int requests)
    {
        for (var i = 0; i < requests; i++)
            await OneAsync(resident);
    }

    private static Task<string> OneAsync(Browser resident) => WebHub.SubmitAsync(resident, "repair-home", ("residence", "tilleuls"), ("trade", "leak"), ("phone", "06 39 98 64 64"));
}
