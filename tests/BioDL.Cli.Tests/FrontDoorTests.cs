using BioDL.Hosting;

namespace BioDL.Cli.Tests;

public sealed class FrontDoorTests : IDisposable
{
    private readonly TemporaryFolder root = new();
    private readonly StringWriter output = new();
    private readonly StringWriter notices = new();

    public FrontDoorTests() => root.Write("notebooks/00-the-path.ipynb", "no notebook");

    public void Dispose() => root.Dispose();

    [Fact]
    public async Task An_unknown_verb_is_answered_with_the_one_that_was_probably_meant()
    {
        Assert.Equal(2, await Call("rnu"));
        Assert.Equal(
            "'rnu' is not something that biodl can do. Did you mean 'biodl run'? It can: run, open, test, doctor, fetch, mirror, import, zoo, gallery, bench, kernel, train-embedded, measure. 'biodl --help' explains them.",
            notices.ToString().TrimEnd());
    }

    [Theory]
    [InlineData("run", "--jbos", "2")]
    [InlineData("test", "--fliter", "x")]
    [InlineData("doctor", "everything")]
    [InlineData("run", "--jobs", "none")]
    [InlineData("run", "-p", "sigma")]
    [InlineData("run", "--jobs")]
    [InlineData("run", "no-such-notebook")]
    [InlineData("run", "--parameters", "no-such-file.yaml")]
    [InlineData("--vresion")]
    [InlineData("fetch")]
    [InlineData("fetch", "dsb2019")]
    [InlineData("fetch", "--all", "dsb2018-fluo")]
    [InlineData("mirror")]
    [InlineData("import")]
    [InlineData("import", ".", "--pixel-size", "small")]
    [InlineData("import", ".", "--group-parts", "0")]
    [InlineData("mirror", "serve", "no-such-folder")]
    [InlineData("mirror", "serve", ".", "--port", "many")]
    [InlineData("train-embedded", "--model", "no-such-model")]
    [InlineData("measure")]
    [InlineData("measure", "classical", "--data", "auto")]
    public async Task Wrong_usage_ends_with_2_and_says_why(params string[] arguments)
    {
        Assert.Equal(2, await Call(arguments));
        Assert.NotEmpty(notices.ToString());
        Assert.DoesNotContain("   at ", notices.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_misspelt_option_is_answered_with_the_right_one()
    {
        await Call("run", "--jbos", "2");
        Assert.Contains("'--jbos' is not an option of 'biodl run'. Did you mean --jobs?", notices.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_misspelt_option_of_a_verb_within_a_verb_is_answered_in_full()
    {
        await Call("mirror", "pack", "--lna");
        Assert.Contains("'--lna' is not an option of 'biodl mirror pack'.", notices.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_misspelt_data_set_is_answered_with_the_right_one()
    {
        await Call("fetch", "dsb2018-flou");
        Assert.Equal(
            "There is no data set or model named 'dsb2018-flou'. Did you mean dsb2018-fluo? 'biodl fetch --list' shows them.", notices.ToString().TrimEnd());
    }

    [Fact]
    public async Task Data_sets_are_listed_with_size_state_and_licence()
    {
        Assert.Equal(0, await Call("fetch", "--list", "wbc-d1"));
        Assert.Matches("wbc-d1 +12\\.8 MB  (at hand|not here|in part) +GPL-3\\.0 +White blood cells", output.ToString());
    }

    [Fact]
    public async Task Listing_needs_no_readable_notebook()
    {
        Assert.Equal(0, await Call("run", "--list"));
        Assert.Equal("00-the-path  (not a readable notebook)", output.ToString().TrimEnd());
    }

    [Fact]
    public void What_nobody_expected_becomes_one_plain_message_and_a_log()
    {
        var code = Failure.Report(new InvalidOperationException("The cat sat on the keyboard."), root.At("logs"), Screen(), interrupted: false);
        Assert.Equal(1, code);
        var log = Assert.Single(Directory.GetFiles(root.At("logs")));
        Assert.Contains("The cat sat on the keyboard.", notices.ToString(), StringComparison.Ordinal);
        Assert.Contains(log, notices.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", notices.ToString(), StringComparison.Ordinal);
        Assert.Contains("InvalidOperationException", File.ReadAllText(log), StringComparison.Ordinal);
    }

    [Fact]
    public void An_interruption_ends_with_130_whatever_it_broke()
    {
        Assert.Equal(130, Failure.Report(new IOException("Broken pipe"), root.At("logs"), Screen(), interrupted: true));
        Assert.Equal("Interrupted.", notices.ToString().TrimEnd());
    }

    [Theory]
    [InlineData("rnu", "run")]
    [InlineData("tets", "test")]
    [InlineData("docter", "doctor")]
    [InlineData("something", null)]
    public void Misspellings_are_recognised(string typed, string? meant) =>
        Assert.Equal(meant, Spelling.Nearest(typed, ["run", "test", "doctor"]));

    private Screen Screen() => new(output, notices, isTerminal: false);

    private async Task<int> Call(params string[] arguments)
    {
        var surroundings = new Surroundings(new Workplace(root.Path), Screen(), root.At("build"));
        try
        {
            return await FrontDoor.InvokeAsync(arguments, surroundings, CancellationToken.None);
        }
        catch (ProblemException problem)
        {
            return Failure.Report(problem, root.At("logs"), surroundings.Screen, interrupted: false);
        }
    }
}
