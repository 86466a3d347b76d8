using ResidentHub.Benchmarks;

// dotnet run -c Release --project tests/ResidentHub.Benchmarks -- reading | facts | chat [conversations] [seconds] | directline [sockets] [seconds] | sms [a second] [seconds]
switch (args)
{
    case ["reading", ..]:
        ReadingBenchmark.Run();
        return 0;
    case ["facts", ..]:
        FactsBenchmark.Run();
        return 0;
    case ["chat", .. var rest]:
        await ChatBenchmark.RunAsync(rest is [var conversations, ..] ? int.Parse(conversations) : 50, rest is [_, var seconds] ? int.Parse(seconds) : 30);
        return 0;
    case ["directline", .. var rest]:
        await DirectLineBenchmark.RunAsync(rest is [var sockets, ..] ? int.Parse(sockets) : 100, rest is [_, var lasting] ? int.Parse(lasting) : 30);
        return 0;
    case ["sms", .. var rest]:
        await SmsBenchmark.RunAsync(rest is [var perSecond, ..] ? int.Parse(perSecond) : 50, rest is [_, var during] ? int.Parse(during) : 30);
        return 0;
    case []:
        ReadingBenchmark.Run();
        FactsBenchmark.Run();
        await ChatBenchmark.RunAsync(50, 30);
        await DirectLineBenchmark.RunAsync(100, 30);
        await SmsBenchmark.RunAsync(50, 30);
        return 0;
    default:
        Console.Error.WriteLine("Which benchmark? reading, facts, chat [conversations] [seconds], directline [sockets] [seconds], or sms [a second] [seconds]");
        return 2;
}
