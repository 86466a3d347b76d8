using System.Text;
using ResidentHub.Catalogue;
using ResidentHub.Data;

namespace ResidentHub.Protocols;

/// <summary>Segments and encodings as Twilio's own calculator counts them (npm sms-segments-calculator).</summary>
public sealed class SegmentsTests
{
    // Signs at which counting goes wrong: of one and two septets, outside the table, of two code units.
    private static readonly string[] s_signs = ["a", " ", "é", "à", "Ç", "€", "[", "|", "\n", "ç", "ê", "œ", "’", "–", "\u202f", "🌻", "م", "@", "Δ"];

    [Fact]
    public async Task C65_C66_C67_every_sign_and_every_length_costs_what_Twilio_says()
    {
        var seed = 7u;
        var texts = new List<string> { "" };
        foreach (var sign in s_signs)
            texts.AddRange(((int[])[1, 33, 34, 35, 66, 67, 68, 69, 70, 71, 76, 77, 80, 81, 134, 135, 153, 160, 161, 201, 202, 306, 307, 800, 1600]).Select(count => string.Concat(Enumerable.Repeat(sign, count))));
        for (var i = 0; i < 400; i++)
        {
            var signs = i % 2 == 0 ? s_signs[..9] : s_signs;
            texts.Add(string.Concat(Enumerable.Range(0, 1 + Any(400)).Select(_ => signs[Any(signs.Length)])));
        }

        for (var c = '\u0020'; c < '\u0250'; c++)
            texts.Add(new string(c, 71));
        await CompareAsync(texts);

        int Any(int count) => (int)((seed = seed * 1664525 + 1013904223) / 65536 % (uint)count);
    }

    [Fact]
    public async Task C66_all_that_the_hub_says_costs_what_Twilio_says()
    {
        var replies = Dialogs.Load(Folders.Dialogs).Replies;
        var texts = replies.Languages.SelectMany(language => replies.In(language).Values).ToList();
        Assert.True(texts.Count > 500);
        await CompareAsync([.. texts, .. texts.Select(Gsm7.Cheapest)]);
    }

    [Fact]
    public async Task C68_pieces_of_a_long_text_are_whole_messages()
    {
        var text = string.Join(' ', Enumerable.Range(0, 900).Select(i => i % 7 == 0 ? "🌻ête" : $"mot{i}"));
        var pieces = Gsm7.Pieces(text);
        Assert.All(pieces, piece => Assert.InRange(piece.Length, 1, Gsm7.MaxLength));
        Assert.Equal(text, string.Join(' ', pieces));
        await CompareAsync(pieces);
    }

    private static async Task CompareAsync(IReadOnlyList<string> texts)
    {
        using var calculator = NodeScript.Start("segments.mjs");
        var faults = new StringBuilder();
        foreach (var text in texts)
        {
            await calculator.TellAsync(new { text });
            var counted = await calculator.NextAsync(line => line.TryGetProperty("segments", out _));
            var (theirs, ours) = ((counted.GetProperty("encoding").GetString(), counted.GetProperty("segments").GetInt32()), (Gsm7.IsPlain(text) ? "GSM-7" : "UCS-2", Gsm7.Segments(text)));
            if (theirs != ours)
                faults.AppendLine($"{ours}, Twilio says {theirs}: {text}");
        }

        Assert.Equal("", faults.ToString());
    }
}
