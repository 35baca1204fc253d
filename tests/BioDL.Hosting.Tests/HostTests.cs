namespace BioDL.Hosting.Tests;

public sealed class HostTests
{
    [Fact]
    public async Task A_host_is_current_until_its_use_ends_and_only_in_its_own_flow()
    {
        using var output = new StringWriter();
        var host = new ConsoleHost(output);
        using var elsewhere = new ManualResetEventSlim();
        var other = Task.Run(() =>
        {
            elsewhere.Wait();
            return Host.Current;
        });
        using (Host.Use(host))
        {
            Assert.Same(host, Host.Current);
            elsewhere.Set();
            Assert.NotSame(host, await other);
        }
        Assert.NotSame(host, Host.Current);
    }

    [Fact]
    public void A_console_shows_the_text_and_prints_newer_versions_over_the_old_line()
    {
        using var output = new StringWriter { NewLine = "\n" };
        var host = new ConsoleHost(output);
        using var use = Host.Use(host);
        var live = Host.Display("first");
        live.Update("second");
        Host.Display(1.5);
        Assert.Equal("first\n\rsecond\n1.5\n", output.ToString());
    }

    [Fact]
    public void A_bundle_keeps_what_it_had_and_is_never_changed()
    {
        var text = MimeBundle.OfText("words");
        var both = text.With(MimeBundle.Html, "<p>words</p>");
        Assert.Single(text);
        Assert.Equal(["text/html", "text/plain"], both.Keys);
        Assert.Equal("AQID", text.WithPng([1, 2, 3])[MimeBundle.Png]);
    }

    [Theory]
    [InlineData("application/json", true)]
    [InlineData("application/vnd.plotly.v1+json", true)]
    [InlineData("text/html", false)]
    public void Json_types_are_known_by_their_name(string mimeType, bool json) => Assert.Equal(json, MimeBundle.IsJson(mimeType));
}
