using System.Net;
using ResidentHub.Data;
using ResidentHub.Tests.Support;

namespace ResidentHub.Tests.Web;

/// <summary>Who can read a secret, of all staff at all addresses: pages, search, refreshes and prints are the same pages.</summary>
public sealed class WallTests(Planted planted) : IClassFixture<Planted>
{
    private static readonly string[] s_advisers = ["leila", "marion", "monique"], s_officers = ["isabelle", "julien"], s_repairs = ["catherine", "isabelle", "julien", "rachid", "samira"];

    [Fact]
    public void What_led_to_arrears_is_read_by_advisers_alone() => AssertReadBy(Planted.Opening, s_advisers);

    [Fact]
    public void The_story_of_arrears_told_in_a_form_is_read_by_advisers_alone() => AssertReadBy(Planted.Story, s_advisers);

    [Fact]
    public void The_cause_of_arrears_is_read_by_advisers_alone() => AssertReadBy(Planted.Cause, s_advisers);

    [Fact]
    public void An_advisers_note_is_read_by_advisers_alone() => AssertReadBy(Planted.Note, s_advisers);

    [Fact]
    public void A_conversation_with_an_adviser_is_read_by_advisers_and_by_the_officer_whom_its_danger_called() => AssertReadBy(Planted.Talk, [.. s_advisers, .. s_officers]);

    [Fact]
    public void Words_of_danger_are_read_by_duty_officers_alone() => AssertReadBy(Planted.Safety, s_officers);

    [Fact]
    public void A_third_person_is_shown_to_nobody_unasked() => AssertReadBy(Planted.ThirdPerson, []);

    [Fact]
    public void The_name_of_a_file_is_kept_nowhere()
    {
        AssertReadBy(Planted.FileName, []);
        AssertReadBy("zymotique", []);
    }

    [Fact]
    public void Who_wrote_is_shown_unasked_only_of_repairs_to_those_who_answer_them() => AssertReadBy(Planted.Name, ["catherine", "isabelle", "rachid"]);

    [Fact]
    public void A_residents_number_is_shown_unasked_only_of_repairs_to_those_who_answer_them() => AssertReadBy(Planted.Phone, ["catherine", "isabelle", "rachid"]);

    [Fact]
    public void Words_about_a_common_part_are_not_the_caretakers() => AssertReadBy(Planted.CommonWords, s_repairs);

    [Fact]
    public void Words_about_a_home_are_read_by_those_who_repair_it() => AssertReadBy(Planted.RepairWords, s_repairs);

    [Fact]
    public void A_mandate_may_name_people_and_is_not_the_caretakers() => AssertReadBy(Planted.Mandate, s_repairs);

    [Fact]
    public void Why_somebody_asked_who_wrote_stands_on_no_page() => AssertReadBy(Planted.Reason, []);

    [Fact]
    public async Task A_caretaker_sees_common_parts_of_their_residence_and_nothing_else_of_what_was_planted()
    {
        foreach (var reference in planted.References)
            Assert.Equal(reference == planted.Common || reference == planted.AtDesk, await SeesAsync("nadia", reference));
    }

    [Fact]
    public async Task A_collector_sees_arrears_with_their_dates_and_months()
    {
        Assert.True(await SeesAsync("helene", planted.ArrearsByForm));
        Assert.Contains(Planted.Bare("2 mois"), planted.Seen["helene"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_administrator_reads_no_request()
    {
        foreach (var reference in planted.References)
            Assert.False(await SeesAsync("denis", reference));
    }

    [Fact]
    public async Task The_reporter_and_third_persons_are_told_on_request_to_those_who_answer_and_to_nobody_else()
    {
        var told = new List<string>();
        foreach (var key in (string[])["thomas", "catherine", "samira", "nadia", "helene", "leila", "denis", "rachid"])
        {
            var browser = await planted.Hub.SignInAsync(key);
            var reporter = await browser.PostAsync($"/staff/requests/{planted.Noise}?handler=Reporter");
            var persons = await browser.PostAsync($"/staff/requests/{planted.Noise}?handler=Persons");
            Assert.Equal(reporter.Text.Contains(Planted.Name, StringComparison.Ordinal), persons.Text.Contains(Planted.ThirdPerson, StringComparison.Ordinal));
            if (reporter.Text.Contains(Planted.Name, StringComparison.Ordinal))
                told.Add(key);
        }

        Assert.Equal(["thomas", "catherine"], told);
    }

    [Fact]
    public async Task Asking_who_wrote_is_logged_and_of_a_strict_type_needs_a_reason()
    {
        var adviser = await planted.Hub.SignInAsync("marion");
        Assert.DoesNotContain(Planted.Name, (await adviser.PostAsync($"/staff/requests/{planted.ArrearsByForm}?handler=Reporter", ("reason", " "))).Text, StringComparison.Ordinal);
        Assert.Contains(Planted.Name, (await adviser.PostAsync($"/staff/requests/{planted.ArrearsByForm}?handler=Reporter", ("reason", "je rappelle"))).Text, StringComparison.Ordinal);
        var marion = planted.Hub.Staff("marion").Id;
        using var db = planted.Hub.Db();
        Assert.Single(db.Events().Where(one => one.Kind == "reporter.read" && one.StaffId == marion));
    }

    [Fact]
    public async Task First_lines_said_of_a_danger_tell_as_much_and_are_not_on_the_advisers_page()
    {
        var page = await (await planted.Hub.SignInAsync("leila")).GetAsync($"/staff/conversations/{planted.HandOver}");
        Assert.Contains(Planted.Talk, page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("3919", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_photo_of_a_conversation_is_served_to_no_staff()
    {
        foreach (var key in (string[])["leila", "catherine", "julien", "denis"])
            Assert.Equal(HttpStatusCode.NotFound, (await (await planted.Hub.SignInAsync(key)).GetAsync($"/photos/{planted.Photo}")).Status);
    }

    [Fact]
    public async Task A_live_update_says_changed_and_nothing_else()
    {
        using var cancellation = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        using var stream = await (await planted.Hub.SignInAsync("helene")).ListenAsync("/staff/live", cancellation.Token);
        Assert.Equal("id: 1", await stream.ReadLineAsync(cancellation.Token));
        var adviser = await planted.Hub.SignInAsync("leila");
        var lines = ReadAsync(stream, cancellation.Token);

        // Listening begins a moment after the first bytes have left: something changes until it is heard.
        while (!lines.IsCompleted)
            await adviser.PostAsync($"/staff/requests/{planted.Arrears}?handler=Note", ("text", Planted.Note), ("readers", "advisers"));
        Assert.Equal(["event: changed", "data: 1"], await lines);
        await cancellation.CancelAsync();
    }

    [Fact]
    public void A_stranger_with_all_references_reads_no_secret()
    {
        foreach (var secret in (string[])[Planted.Name, Planted.Phone, Planted.Email, Planted.Opening, Planted.Story, Planted.Cause, Planted.Note, Planted.ThirdPerson, Planted.Safety, Planted.Talk, Planted.RepairWords, Planted.CommonWords, Planted.Mandate])
            Assert.DoesNotContain(Planted.Bare(secret), planted.SeenByStranger, StringComparison.OrdinalIgnoreCase);
        Assert.Contains(Planted.Bare(Content.Dialogs.Replies.Say("fr", "state.new")), planted.SeenByStranger, StringComparison.Ordinal);
    }

    [Fact]
    public void No_secret_is_in_the_log()
    {
        var log = Planted.Bare(planted.Hub.Log.Text);
        Assert.NotEqual("", log);
        foreach (var secret in (string[])[Planted.Name, Planted.Phone, "+33639987654", Planted.Email, Planted.Opening, Planted.Story, Planted.Note, Planted.ThirdPerson, Planted.Safety, Planted.Talk, Planted.FileName, Planted.RepairWords, Planted.CommonWords, Planted.Mandate, Planted.Reason])
            Assert.DoesNotContain(Planted.Bare(secret), log, StringComparison.OrdinalIgnoreCase);
    }

    private static async Task<string[]> ReadAsync(StreamReader stream, CancellationToken cancellation)
    {
        var lines = new List<string>();
        while (lines.Count < 2)
        {
            if (await stream.ReadLineAsync(cancellation) is { Length: > 0 } line)
                lines.Add(line);
        }

        return [.. lines];
    }

    private async Task<bool> SeesAsync(string key, string reference) => (await (await planted.Hub.SignInAsync(key)).GetAsync($"/staff/requests/{reference}")).Status == HttpStatusCode.OK;

    private void AssertReadBy(string secret, string[] readers)
    {
        Assert.Equal(Content.Dialogs.Demo.Staff.Count, planted.Seen.Count);
        Assert.Equal(readers.Order(), planted.Seen.Where(one => one.Value.Contains(Planted.Bare(secret), StringComparison.OrdinalIgnoreCase)).Select(one => one.Key).Order());
    }
}
