using BioDL.Cli.Building;

namespace BioDL.Cli.Tests.Building;

public sealed class SetupTests : IDisposable
{
    private readonly TemporaryFolder root = new();
    private readonly BuildStore store;
    private readonly List<string> said = [];
    private int builds;

    public SetupTests()
    {
        root.Write("lib/BioDL/Image.cs", "1");
        store = new BuildStore(root.At(".biodl"));
    }

    public void Dispose() => root.Dispose();

    [Fact]
    public async Task The_first_call_builds_and_the_second_finds_nothing_to_do()
    {
        var first = await Ensure();
        var second = await Ensure();
        Assert.Equal(first, second);
        Assert.Equal(1, builds);
        Assert.Equal(first, store.Current());
        Assert.Equal(["BioDL's own code changed: building it again …"], said);
    }

    [Fact]
    public async Task A_touched_but_equal_source_builds_nothing()
    {
        var first = await Ensure();
        File.SetLastWriteTimeUtc(root.At("lib", "BioDL", "Image.cs"), DateTime.UtcNow.AddMinutes(1));
        Assert.Equal(first, await Ensure());
        Assert.Equal(1, builds);
    }

    [Fact]
    public async Task Going_back_to_earlier_sources_switches_to_their_build_without_building()
    {
        var first = await Ensure();
        root.Write("lib/BioDL/Image.cs", "22");
        var second = await Ensure();
        root.Write("lib/BioDL/Image.cs", "1");
        Assert.NotEqual(first, second);
        Assert.Equal(first, await Ensure());
        Assert.Equal(first, store.Current());
        Assert.Equal(2, builds);
    }

    [Fact]
    public async Task A_build_that_fails_leaves_the_former_one_current()
    {
        var first = await Ensure();
        root.Write("lib/BioDL/Image.cs", "does not compile");
        var failing = SetupWith(_ => throw new ProblemException("It does not compile."));
        await Assert.ThrowsAsync<ProblemException>(() => failing.EnsureAsync(CancellationToken.None));
        Assert.Equal(first, store.Current());
    }

    [Fact]
    public async Task A_source_that_is_saved_while_the_compiler_runs_is_built_again()
    {
        var setup = SetupWith(_ =>
        {
            if (builds == 0)
                root.Write("lib/BioDL/Image.cs", "saved during the build");
            return Build();
        });
        var name = await setup.EnsureAsync(CancellationToken.None);
        Assert.Equal(2, builds);
        Assert.Equal(BuildStore.NameFor(SourceStamp.OfContents(root.Path, SourceFiles.List(root.Path))), name);
    }

    [Fact]
    public async Task Two_at_once_build_once_and_the_second_says_that_it_waits()
    {
        var started = new TaskCompletionSource();
        var mayEnd = new TaskCompletionSource();
        var first = SetupWith(async _ =>
        {
            started.SetResult();
            await mayEnd.Task;
            await Build();
        }).EnsureAsync(CancellationToken.None);
        await started.Task;
        var second = Ensure();
        await Task.Delay(300);
        mayEnd.SetResult();
        Assert.Equal(await first, await second);
        Assert.Equal(1, builds);
        Assert.Contains("Another BioDL is just building; waiting for it to finish …", said);
    }

    [Fact]
    public async Task Waiting_for_another_build_can_be_interrupted()
    {
        using var other = await BuildLock.TakeAsync(root.At(".biodl"), said.Add, CancellationToken.None);
        using var soon = new CancellationTokenSource(100);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => BuildLock.TakeAsync(root.At(".biodl"), said.Add, soon.Token));
    }

    [Fact]
    public async Task What_the_start_script_built_is_taken_over_without_building_again()
    {
        WriteArtifacts(root.At(".biodl", "first"));
        var name = await SetupWith(_ => Build()).InstallAsync(root.At(".biodl", "first"), CancellationToken.None);
        Assert.Equal(name, await Ensure());
        Assert.Equal(0, builds);
    }

    private Task<string> Ensure() => SetupWith(_ => Build()).EnsureAsync(CancellationToken.None);

    private Setup SetupWith(Func<CancellationToken, Task> build) => new(new Workplace(root.Path), store, build, said.Add);

    private Task Build()
    {
        builds++;
        WriteArtifacts(root.At(".biodl", "artifacts"));
        return Task.CompletedTask;
    }

    private static void WriteArtifacts(string folder)
    {
        foreach (var (_, project) in BuildStore.Parts)
        {
            var output = Path.Combine(folder, "bin", project, "release");
            Directory.CreateDirectory(output);
            File.WriteAllText(Path.Combine(output, project + ".dll"), "");
        }
    }
}
