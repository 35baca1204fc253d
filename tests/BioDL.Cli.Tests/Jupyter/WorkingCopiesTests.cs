using BioDL.Cli.Jupyter;

namespace BioDL.Cli.Tests.Jupyter;

public sealed class WorkingCopiesTests : IDisposable
{
    private static readonly TimeProvider Clock = new StoppedClock();
    private readonly TemporaryFolder root = new();
    private readonly WorkingCopies copies;

    public WorkingCopiesTests()
    {
        root.Write("notebooks/01.ipynb", "one");
        root.Write("notebooks/further/deep.ipynb", "deep");
        root.Write("notebooks/pictures/cell.svg", "<svg/>");
        root.Write("notebooks/.ipynb_checkpoints/01.ipynb", "editor's");
        root.Write("notebooks/notes.txt", "teacher's");
        copies = new WorkingCopies(root.At("notebooks"), root.At("mine"));
    }

    public void Dispose() => root.Dispose();

    [Fact]
    public void Notebooks_and_their_pictures_are_copied_once_and_never_overwritten()
    {
        Assert.Equal(2, copies.Add());
        root.Write("mine/01.ipynb", "my work");
        root.Write("notebooks/02.ipynb", "two");
        Assert.Equal(1, copies.Add());
        Assert.Equal("my work", File.ReadAllText(root.At("mine", "01.ipynb")));
        Assert.Equal(
            ["01.ipynb", "02.ipynb", Path.Combine("further", "deep.ipynb"), Path.Combine("pictures", "cell.svg")],
            Directory.EnumerateFiles(root.At("mine"), "*", SearchOption.AllDirectories).Select(path => Path.GetRelativePath(root.At("mine"), path)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Beginning_anew_keeps_the_work_beside_the_new_copy()
    {
        copies.Add();
        root.Write("mine/01.ipynb", "my work");
        Assert.Equal(root.At("mine", "01.until-2026-03-04-1530.ipynb"), copies.Renew(root.At("notebooks", "01.ipynb"), Clock));
        root.Write("mine/01.ipynb", "my second work");
        Assert.Equal(root.At("mine", "01.until-2026-03-04-1530-2.ipynb"), copies.Renew(root.At("notebooks", "01.ipynb"), Clock));
        Assert.Equal("one", File.ReadAllText(root.At("mine", "01.ipynb")));
        Assert.Equal("my work", File.ReadAllText(root.At("mine", "01.until-2026-03-04-1530.ipynb")));
    }

    [Fact]
    public void A_copy_that_nobody_changed_is_not_kept_twice()
    {
        copies.Add();
        Assert.Null(copies.Renew(root.At("notebooks", "01.ipynb"), Clock));
        Assert.Single(Directory.EnumerateFiles(root.At("mine"), "01*"));
    }

    [Fact]
    public void JupyterLab_is_preferred_to_the_classic_Notebook()
    {
        var (first, second) = (Path.GetDirectoryName(root.Write("a/jupyter-notebook"))!, Path.GetDirectoryName(root.Write("b/jupyter-lab"))!);
        Assert.Equal(new JupyterProgram(root.At("b", "jupyter-lab"), IsLab: true), JupyterProgram.Find([first, second]));
        Assert.Equal(new JupyterProgram(root.At("a", "jupyter-notebook"), IsLab: false), JupyterProgram.Find([first]));
        Assert.Null(JupyterProgram.Find([root.Path]));
    }

    [Fact]
    public void Without_Jupyter_the_way_to_one_and_ways_around_it_are_told()
    {
        var told = JupyterProgram.HowToGetOne();
        Assert.All(["No Jupyter was found", "Expected:", "What to do:", "VS Code", "./biodl run"], part => Assert.Contains(part, told, StringComparison.Ordinal));
    }

    private sealed class StoppedClock : TimeProvider
    {
        public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

        public override DateTimeOffset GetUtcNow() => new(2026, 3, 4, 15, 30, 0, TimeSpan.Zero);
    }
}
