using BioDL.Cli.Building;
using BioDL.Cli.Health;
using BioDL.Cli.Verbs;
using BioDL.Data;

namespace BioDL.Cli.Tests.Health;

public sealed class DoctorTests : IDisposable
{
    private const string Commit = "30354551efef351c1241da7c6d48cf938d76f02a";
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void What_is_well_takes_one_line() =>
        Assert.Equal(["ok         disk: 5.0 GB free"], MachineChecks.Disk(5L << 30).Lines());

    [Fact]
    public void What_is_not_well_says_what_to_do() => Assert.Equal(
        ["look here  disk: 100 MB free", "           What to do: make room: BioDL needs at least 200 MB, better 2 GB."],
        MachineChecks.Disk(100L << 20).Lines());

    [Theory]
    [InlineData(Verdict.Well, 0, "All is well. Start with './biodl run', or open the notebooks.")]
    [InlineData(Verdict.Look, 0, "The course works here; 1 of 2 could be better.")]
    [InlineData(Verdict.Unwell, 1, "1 of 2 must be put right before the course works here.")]
    public void Only_what_is_essential_fails(object verdict, int code, string conclusion)
    {
        using var output = new StringWriter();
        var findings = new[] { Finding.Well("a", "b"), new Finding("c", (Verdict)verdict, "d", "e") };
        Assert.Equal(code, DoctorVerb.Show(findings, new Screen(output, TextWriter.Null, isTerminal: false)));
        Assert.Equal(conclusion, output.ToString().TrimEnd().Split('\n')[^1].TrimEnd('\r'));
    }

    [Fact]
    public void An_older_SDK_alone_is_not_enough()
    {
        var finding = MachineChecks.Sdk(["8.0.404", "9.0.100"]);
        Assert.Equal(Verdict.Unwell, finding.Verdict);
        Assert.Equal("8.0.404, 9.0.100; expected 10.0.100 or a later 10.x", finding.Found);
    }

    [Fact]
    public void The_right_SDK_may_stand_among_others() => Assert.Equal("10.0.401", MachineChecks.Sdk(["8.0.404", "10.0.401", "11.0.100"]).Found);

    [Fact]
    public void A_container_limit_counts_when_it_is_below_the_machine()
    {
        const string Machine = "MemTotal:       16777216 kB\nMemFree: 1 kB\nMemAvailable:   8388608 kB\n";
        Assert.Equal(new Memory.Amount(16L << 30, 8L << 30), Memory.Combine(Machine, null, null));
        Assert.Equal(new Memory.Amount(16L << 30, 8L << 30), Memory.Combine(Machine, 32L << 30, 1L << 30));
        Assert.Equal(new Memory.Amount(2L << 30, 1L << 30), Memory.Combine(Machine, 2L << 30, 1L << 30));
    }

    [Fact]
    public void Container_limits_are_read_in_both_versions_and_max_means_none()
    {
        folder.Write("two/memory.max", "2147483648\n");
        folder.Write("none/memory.max", "max\n");
        folder.Write("one/memory/memory.limit_in_bytes", "1073741824\n");
        folder.Write("one-without/memory/memory.limit_in_bytes", "9223372036854771712\n");
        Assert.Equal(2L << 30, Memory.ContainerLimit(folder.At("two")));
        Assert.Null(Memory.ContainerLimit(folder.At("none")));
        Assert.Equal(1L << 30, Memory.ContainerLimit(folder.At("one")));
        Assert.Null(Memory.ContainerLimit(folder.At("one-without")));
    }

    [Theory]
    [InlineData(300, Verdict.Unwell)]
    [InlineData(1500, Verdict.Look)]
    [InlineData(3000, Verdict.Well)]
    public void Little_memory_is_named(long megabytes, object verdict) =>
        Assert.Equal((Verdict)verdict, MachineChecks.MemoryOf(new Memory.Amount(8L << 30, megabytes << 20)).Verdict);

    [Theory]
    [InlineData(null, "4", Verdict.Well)]
    [InlineData("2", "4; BIODL_THREADS limits BioDL to 2", Verdict.Well)]
    [InlineData("many", "4, but BIODL_THREADS is 'many'", Verdict.Look)]
    [InlineData("0", "4, but BIODL_THREADS is '0'", Verdict.Look)]
    public void A_limit_of_threads_is_checked(string? threads, string found, object verdict)
    {
        var finding = MachineChecks.Cores(4, threads);
        Assert.Equal((found, (Verdict)verdict), (finding.Found, finding.Verdict));
    }

    [Fact]
    public void A_course_without_notebooks_is_unwell() =>
        Assert.Equal(Verdict.Unwell, CourseChecks.Notebooks(folder.At("notebooks")).Verdict);

    [Fact]
    public void Notebooks_are_counted()
    {
        folder.Write("notebooks/00-a.ipynb");
        folder.Write("notebooks/further/b.ipynb");
        Assert.StartsWith("2 in ", CourseChecks.Notebooks(folder.At("notebooks")).Found, StringComparison.Ordinal);
    }

    [Fact]
    public void Missing_chart_parts_are_no_reason_to_stop() =>
        Assert.Equal(Verdict.Look, CourseChecks.Parts(new NpmParts(folder.At("environment"), folder.At("state"))).Verdict);

    [Fact]
    public void A_state_folder_that_is_a_file_cannot_be_written()
    {
        folder.Write("state");
        Assert.Equal(Verdict.Unwell, CourseChecks.Writable("state folder", folder.At("state")).Verdict);
    }

    [Fact]
    public async Task Without_a_mirror_data_come_from_their_sources() =>
        Assert.Equal(Verdict.Well, (await MirrorCheck.LookAsync(null, [], CancellationToken.None)).Verdict);

    [Fact]
    public async Task A_mirror_that_is_not_there_is_unwell()
    {
        var finding = await MirrorCheck.LookAsync(folder.At("nowhere"), [], CancellationToken.None);
        Assert.Equal(Verdict.Unwell, finding.Verdict);
        Assert.EndsWith("which does not exist", finding.Found, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_mirror_that_does_not_answer_is_unwell()
    {
        var finding = await MirrorCheck.LookAsync("http://127.0.0.1:1", [Small("a")], CancellationToken.None);
        Assert.Equal(Verdict.Unwell, finding.Verdict);
        Assert.StartsWith("http://127.0.0.1:1/ does not answer", finding.Found, StringComparison.Ordinal);
    }

    [Fact]
    public void A_mirror_folder_is_compared_file_by_file_with_what_the_manifests_pin()
    {
        folder.Write($"mirror/owner/a/{Commit}/x.txt", "12345");
        folder.Write($"mirror/owner/b/{Commit}/x.txt", "123");
        var finding = MirrorCheck.InFolder(folder.At("mirror"), [Small("a"), Small("b")]);
        Assert.Equal(Verdict.Look, finding.Verdict);
        Assert.EndsWith("lacks, whole or in part, 1 of 2: b", finding.Found, StringComparison.Ordinal);
        Assert.EndsWith("holds all 1 sets and models", MirrorCheck.InFolder(folder.At("mirror"), [Small("a")]).Found, StringComparison.Ordinal);
    }

    [Fact]
    public void The_line_about_the_cache_says_what_is_at_hand_and_where_more_would_go()
    {
        folder.Write($"mirror/owner/a/{Commit}/x.txt", "12345");
        var store = new DataStore(new DataPlaces { Cache = folder.At("cache"), MirrorName = folder.At("mirror") });
        var finding = CacheCheck.Look(store, [Small("a"), Small("b")]);
        Assert.Equal($"1 of 2 sets and models (a); more go to {folder.At("cache")}", finding.Found);

        folder.Write("file");
        var unwritable = CacheCheck.Look(new DataStore(new DataPlaces { Cache = folder.At("file") }), [Small("a")]);
        Assert.Equal(Verdict.Look, unwritable.Verdict);
        Assert.Contains("cannot be written", unwritable.Found, StringComparison.Ordinal);
    }

    private static DatasetManifest Small(string id) => new()
    {
        Id = id,
        Repository = $"owner/{id}",
        Commit = Commit,
        OwnFiles = [new DatasetFile("", "", "", "part", "x.txt", 5, new string('0', 64))],
    };
}
