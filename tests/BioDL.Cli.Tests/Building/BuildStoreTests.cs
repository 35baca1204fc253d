using BioDL.Cli.Building;

namespace BioDL.Cli.Tests.Building;

public sealed class BuildStoreTests : IDisposable
{
    private readonly TemporaryFolder state = new();
    private readonly BuildStore store;

    public BuildStoreTests() => store = new BuildStore(state.Path);

    public void Dispose() => state.Dispose();

    [Fact]
    public void Without_a_pointer_there_is_no_current_build() => Assert.Null(store.Current());

    [Fact]
    public void An_installed_build_has_its_three_parts_with_their_subfolders()
    {
        Install("build-1");
        Assert.True(File.Exists(state.At("build-1", "cli", "BioDL.Cli.dll")));
        Assert.True(File.Exists(state.At("build-1", "worker", "BioDL.Notebooks.dll")));
        Assert.True(File.Exists(state.At("build-1", "lib", "runtimes", "BioDL.native")));
    }

    [Fact]
    public void An_installation_leaves_nothing_unfinished_behind()
    {
        Install("build-1");
        Assert.DoesNotContain(Directory.GetDirectories(state.Path), folder => folder.EndsWith(".tmp", StringComparison.Ordinal));
    }

    [Fact]
    public void A_half_copied_build_under_its_final_name_is_replaced()
    {
        Directory.CreateDirectory(state.At("build-1", "cli"));
        Assert.False(store.IsComplete("build-1"));
        Install("build-1");
        Assert.True(store.IsComplete("build-1"));
    }

    [Fact]
    public void Switching_names_the_build_and_remembers_its_stamp()
    {
        Install("build-1");
        store.SwitchTo("build-1", "stamp");
        Assert.Equal("build-1", store.Current());
        Assert.Equal("stamp", store.StampOf("build-1"));
        Assert.Equal("build-1\n", File.ReadAllText(state.At("current")));
    }

    [Fact]
    public async Task A_reader_always_sees_one_of_the_two_builds_while_another_switches()
    {
        Install("build-1");
        Install("build-2");
        store.SwitchTo("build-1", "");
        using var stop = new CancellationTokenSource();
        var switching = Task.Run(async () =>
        {
            for (var turn = 0; turn < 200; turn++)
                store.SwitchTo(turn % 2 == 0 ? "build-2" : "build-1", "");
            await stop.CancelAsync();
        });
        while (!stop.IsCancellationRequested)
            Assert.Contains(store.Current(), new[] { "build-1", "build-2" });
        await switching;
    }

    [Theory]
    [InlineData("")]
    [InlineData("build-2")]
    [InlineData("build-../../elsewhere")]
    [InlineData("nonsense")]
    public void A_pointer_to_no_complete_build_counts_as_none(string pointer)
    {
        state.Write("current", pointer);
        Assert.Null(store.Current());
    }

    [Fact]
    public void Pruning_keeps_the_newest_three()
    {
        InstallWithAges(1, 2, 3, 4, 5);
        store.Prune();
        Assert.Equal(["build-1", "build-2", "build-3"], Builds());
    }

    [Fact]
    public void Pruning_keeps_the_current_build_even_when_it_is_old()
    {
        InstallWithAges(1, 2, 3, 4, 5);
        File.WriteAllText(state.At("current"), "build-5");
        store.Prune();
        Assert.Equal(["build-1", "build-2", "build-3", "build-5"], Builds());
    }

    [Fact]
    public void Pruning_keeps_a_build_that_is_in_use()
    {
        InstallWithAges(1, 2, 3, 4, 5);
        using (store.Use("build-4"))
        {
            store.Prune();
            Assert.Equal(["build-1", "build-2", "build-3", "build-4"], Builds());
        }

        store.Prune();
        Assert.Equal(["build-1", "build-2", "build-3"], Builds());
    }

    [Fact]
    public void Pruning_removes_what_was_interrupted_long_ago_and_leaves_what_is_being_made()
    {
        Directory.CreateDirectory(state.At("build-1.old.tmp"));
        Directory.SetLastWriteTimeUtc(state.At("build-1.old.tmp"), DateTime.UtcNow.AddDays(-2));
        Directory.CreateDirectory(state.At("build-1.new.tmp"));
        store.Prune();
        Assert.False(Directory.Exists(state.At("build-1.old.tmp")));
        Assert.True(Directory.Exists(state.At("build-1.new.tmp")));
    }

    private void InstallWithAges(params int[] hours)
    {
        foreach (var age in hours)
        {
            Install($"build-{age}");
            Directory.SetLastWriteTimeUtc(state.At($"build-{age}"), DateTime.UtcNow.AddHours(-age));
        }
    }

    private void Install(string build)
    {
        state.Write("artifacts/bin/BioDL.Cli/release/BioDL.Cli.dll");
        state.Write("artifacts/bin/BioDL.Notebooks/release/BioDL.Notebooks.dll");
        state.Write("artifacts/bin/BioDL/release/runtimes/BioDL.native");
        store.Install(build, state.At("artifacts"));
    }

    private string[] Builds() =>
        [.. Directory.GetDirectories(state.Path, "build-*").Select(folder => Path.GetFileName(folder)).Order(StringComparer.Ordinal)];
}
