using ResidentHub.Catalogue;
using ResidentHub.Language;
using ResidentHub.Tests.Support;
using ResidentHub.Understanding;

namespace ResidentHub.Tests.Understanding;

/// <summary>The signs of danger alone, with no model: each says what must fire it and what must not.</summary>
public sealed class SafetySignsTests
{
    private static readonly DateOnly s_today = new(2026, 3, 2);
    private static readonly Lazy<MessageReader> s_signsOnly = new(() => Understander.ReaderOf(Content.Dialogs, model: null));

    public static IEnumerable<object[]> Signs => Content.Dialogs.Safety.SelectMany(danger => danger.Examples.Select(example => new object[] { danger.Label, example.Sign }));

    public static IEnumerable<object[]> Lines => Content.Dialogs.Safety.SelectMany(danger => danger.Lines.Select(line => new object[] { danger.Label, line.Key }));

    [Theory]
    [MemberData(nameof(Signs))]
    public void A_sign_fires_on_its_dangers_and_is_quiet_on_their_look_alikes(string label, string sign)
    {
        var examples = Content.Dialogs.Danger(label)!.Examples.Single(example => example.Sign == sign);
        Assert.NotEmpty(examples.Fires);
        Assert.NotEmpty(examples.Quiet);
        Assert.Equal([], examples.Fires.Where(text => !Labels(text).Contains(label)));
        Assert.Equal([], examples.Quiet.Where(text => Labels(text).Contains(label)));
    }

    [Theory]
    [MemberData(nameof(Lines))]
    public void A_first_line_fits_one_text_message_and_names_its_numbers(string label, string key)
    {
        var line = Content.Dialogs.Danger(label)!.Line(key);
        Assert.NotEmpty(line.Numbers);
        foreach (var text in line.Text.Texts.Values)
        {
            Assert.Equal(1, Gsm7.Segments(text));
            Assert.True(Gsm7.IsPlain(text), $"{text}: '{new string([.. text.Where(sign => !Gsm7.IsPlain(sign.ToString()))])}' is not GSM-7");
            Assert.Equal([], line.Numbers.Take(1).Where(number => !text.Contains(number)));
        }
    }

    [Theory]
    [MemberData(nameof(Lines))]
    public void Every_language_says_every_first_line_with_the_same_number_first(string label, string key)
    {
        foreach (var language in (ReadOnlySpan<string>)["ar", "tr", "pt", "es", "de"])
            Assert.Contains(Content.Dialogs.Danger(label)!.Line(key).Numbers[0], Content.Dialogs.Replies.Say(language, Replies.FirstLineKey(label, key)));
    }

    private static IEnumerable<string> Labels(string text) => s_signsOnly.Value.Read(text, s_today).Safety is { } danger ? danger.Also.Prepend(danger.Label) : [];
}
