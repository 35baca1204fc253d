using BioDL.Cli.Running;

namespace BioDL.Cli.Tests.Running;

public sealed class NotebookNamesTests : IDisposable
{
    private readonly TemporaryFolder root = new();
    private readonly NotebookNames names;

    public NotebookNamesTests()
    {
        foreach (var name in new[] { "00-the-path", "01-start-simple", "02-pick-a-model", "further/01-noise", "further/colour", ".ipynb_checkpoints/00-the-path" })
            root.Write($"notebooks/{name}.ipynb");
        root.Write("mine/own notebook.ipynb");
        names = new NotebookNames(root.At("notebooks"), root.At("mine"));
    }

    public void Dispose() => root.Dispose();

    [Fact]
    public void Without_names_the_whole_curriculum_is_meant_in_its_order() =>
        Assert.Equal(["00-the-path", "01-start-simple", "02-pick-a-model", "further/01-noise", "further/colour"], Short());

    [Theory]
    [InlineData("01-start-simple", "01-start-simple")]
    [InlineData("01-start-simple.ipynb", "01-start-simple")]
    [InlineData("01", "01-start-simple")]
    [InlineData("1", "01-start-simple")]
    [InlineData("colour", "further/colour")]
    [InlineData("further/colour", "further/colour")]
    [InlineData("../notebooks/02-pick-a-model.ipynb", "02-pick-a-model")]
    public void A_notebook_goes_by_name_number_or_path(string typed, string found) => Assert.Equal([found], Short(typed));

    [Fact]
    public void A_path_counts_from_the_callers_folder() =>
        Assert.Equal([root.At("mine", "own notebook.ipynb")], names.Resolve(["own notebook"]));

    [Fact]
    public void A_folder_stands_for_its_notebooks() => Assert.Equal(["further/01-noise", "further/colour"], Short("further"));

    [Fact]
    public void A_notebook_that_is_named_twice_runs_once() => Assert.Equal(["01-start-simple"], Short("01", "01-start-simple"));

    [Fact]
    public void An_unknown_name_is_answered_with_what_there_is_and_what_was_probably_meant()
    {
        var error = Assert.Throws<UsageException>(() => names.Resolve(["01-start-simpel"]));
        Assert.Contains("No notebook named '01-start-simpel' was found", error.Message, StringComparison.Ordinal);
        Assert.Contains("Did you mean 01-start-simple?", error.Message, StringComparison.Ordinal);
        Assert.Contains("  00-the-path\n  01-start-simple\n  02-pick-a-model\n  further/01-noise\n  further/colour\n", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("02b")]
    [InlineData("02B")]
    public void A_further_notebook_goes_by_number_and_letter(string typed)
    {
        root.Write("notebooks/further/02b-tiles.ipynb");
        Assert.Equal(["further/02b-tiles"], Short(typed));
        Assert.Contains("No notebook named '02c'", Assert.Throws<UsageException>(() => names.Resolve(["02c"])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_number_that_fits_several_lists_them()
    {
        root.Write("notebooks/02-another.ipynb");
        var error = Assert.Throws<UsageException>(() => names.Resolve(["02"]));
        Assert.Equal("'02' fits several notebooks: 02-another, 02-pick-a-model. Type more of the name.", error.Message);
    }

    [Fact]
    public void An_empty_course_says_how_to_restore_it()
    {
        var empty = new NotebookNames(root.At("nothing"), root.At("mine"));
        Assert.Contains("git checkout -- notebooks", Assert.Throws<UsageException>(() => empty.Resolve([])).Message, StringComparison.Ordinal);
    }

    private string[] Short(params string[] typed) => [.. names.Resolve(typed).Select(names.Shorten)];
}
