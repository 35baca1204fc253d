namespace BioDL.Hosting.Tests;

public sealed class ProgressTests
{
    [Fact]
    public void The_time_left_follows_from_the_time_that_the_steps_took()
    {
        var bundle = Progress.Describe("Segmenting", done: 5, total: 20, TimeSpan.FromSeconds(10));
        Assert.Equal("Segmenting: 5 of 20, about 30 s left", bundle[MimeBundle.PlainText]);
        Assert.Contains("max=\"20\" value=\"5\"", bundle[MimeBundle.Html], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(4.04, "4.0 s")]
    [InlineData(45, "45 s")]
    [InlineData(600, "10 min")]
    [InlineData(7200, "2.0 h")]
    public void A_finished_bar_says_how_long_it_took(double seconds, string said) => Assert.Equal(
        $"Reading: 3 of 3, {said}", Progress.Describe("Reading", 3, 3, TimeSpan.FromSeconds(seconds))[MimeBundle.PlainText]);

    [Fact]
    public void Bytes_are_told_as_megabytes_with_the_time_left() => Assert.Equal(
        "Fetching: 2.5 of 10.0 MB, about 30 s left",
        Progress.Describe("Fetching", 2_500_000, 10_000_000, TimeSpan.FromSeconds(10), inBytes: true)[MimeBundle.PlainText]);

    [Fact]
    public void The_activity_is_encoded_in_html() => Assert.Contains(
        "&lt;b&gt;: 1 of 1", Progress.Describe("<b>", 1, 1, TimeSpan.Zero)[MimeBundle.Html], StringComparison.Ordinal);

    [Fact]
    public void A_quick_walk_shows_nothing_and_visits_every_item_in_order()
    {
        var host = new RecordingHost();
        using var use = Host.Use(host);
        Assert.Equal([3, 1, 2], Progress.Over([3, 1, 2], "Counting"));
        Assert.Empty(host.Shown);
    }

    [Fact]
    public void A_slow_walk_shows_one_display_that_ends_complete()
    {
        var host = new RecordingHost();
        using var use = Host.Use(host);
        foreach (var _ in Progress.Over([1, 2, 3], "Waiting"))
            Thread.Sleep(300);
        Assert.Single(host.Shown);
        Assert.StartsWith("Waiting: 3 of 3, ", host.Last!, StringComparison.Ordinal);
    }

    [Fact]
    public void A_walk_within_a_walk_is_silent_and_what_follows_is_not()
    {
        var host = new RecordingHost();
        using var use = Host.Use(host);
        foreach (var _ in Progress.Over([1, 2], "Comparing"))
        {
            foreach (var __ in Progress.Over([1, 2], "Predicting"))
                Thread.Sleep(300);
        }
        Assert.Single(host.Shown);
        foreach (var _ in Progress.Over([1, 2], "Measuring"))
            Thread.Sleep(300);
        Assert.Equal(2, host.Shown.Count);
    }

    [Fact]
    public void An_interrupted_walk_stops_at_the_next_item()
    {
        using var interrupt = new CancellationTokenSource();
        using var use = Host.Use(new RecordingHost { Cancellation = interrupt.Token });
        var visited = 0;
        Assert.Throws<OperationCanceledException>(() =>
        {
            foreach (var _ in Progress.Over([1, 2, 3], "Waiting"))
            {
                visited++;
                interrupt.Cancel();
            }
        });
        Assert.Equal(1, visited);
    }

    private sealed class RecordingHost : IHost
    {
        public CancellationToken Cancellation { get; init; }

        public List<MimeBundle> Shown { get; } = [];

        public string? Last { get; private set; }

        public MimeBundle Format(object? value) => (MimeBundle)value!;

        public string Display(MimeBundle bundle)
        {
            Shown.Add(bundle);
            Last = bundle[MimeBundle.PlainText];
            return "1";
        }

        public void Update(string displayId, MimeBundle bundle) => Last = bundle[MimeBundle.PlainText];

        public string Save(NotebookResult result) => "";
    }
}
