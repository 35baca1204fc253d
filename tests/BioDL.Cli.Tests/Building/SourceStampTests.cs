using BioDL.Cli.Building;

namespace BioDL.Cli.Tests.Building;

public sealed class SourceStampTests : IDisposable
{
    private readonly TemporaryFolder root = new();

    public SourceStampTests()
    {
        root.Write("lib/BioDL/Image.cs", "class Image;");
        root.Write("lib/BioDL/BioDL.csproj", "<Project/>");
        root.Write("Directory.Build.props", "<Project/>");
        root.Write("environment/package-lock.json", "{}");
    }

    public void Dispose() => root.Dispose();

    [Fact]
    public void Nothing_changed_means_the_same_stamp() => Assert.Equal(Quick(), Quick());

    [Theory]
    [InlineData("lib/BioDL/Image.cs")]
    [InlineData("Directory.Build.props")]
    [InlineData("environment/package-lock.json")]
    public void A_changed_file_changes_both_stamps(string file)
    {
        var (quick, sure) = (Quick(), Sure());
        root.Write(file, "something else that is longer");
        Assert.NotEqual(quick, Quick());
        Assert.NotEqual(sure, Sure());
    }

    [Fact]
    public void A_file_of_the_same_length_written_later_changes_the_quick_stamp()
    {
        var quick = Quick();
        File.SetLastWriteTimeUtc(root.At("lib", "BioDL", "Image.cs"), DateTime.UtcNow.AddSeconds(5));
        Assert.NotEqual(quick, Quick());
    }

    [Fact]
    public void A_file_that_is_only_touched_keeps_the_stamp_of_contents()
    {
        var sure = Sure();
        File.SetLastWriteTimeUtc(root.At("lib", "BioDL", "Image.cs"), DateTime.UtcNow.AddSeconds(5));
        Assert.Equal(sure, Sure());
    }

    [Theory]
    [InlineData("lib/BioDL/New.cs")]
    [InlineData("global.json")]
    [InlineData("Directory.Packages.props")]
    public void An_added_file_changes_both_stamps(string file)
    {
        var (quick, sure) = (Quick(), Sure());
        root.Write(file);
        Assert.NotEqual(quick, Quick());
        Assert.NotEqual(sure, Sure());
    }

    [Fact]
    public void A_deleted_file_changes_both_stamps()
    {
        var (quick, sure) = (Quick(), Sure());
        File.Delete(root.At("lib", "BioDL", "Image.cs"));
        Assert.NotEqual(quick, Quick());
        Assert.NotEqual(sure, Sure());
    }

    [Fact]
    public void A_renamed_file_changes_the_stamp_of_contents()
    {
        var sure = Sure();
        File.Move(root.At("lib", "BioDL", "Image.cs"), root.At("lib", "BioDL", "Picture.cs"));
        Assert.NotEqual(sure, Sure());
    }

    [Theory]
    [InlineData("tests/BioDL.Tests/ImageTests.cs")]
    [InlineData("notebooks/00-the-path.ipynb")]
    [InlineData("lib/BioDL/obj/project.assets.json")]
    [InlineData("lib/BioDL/packages.lock.json")]
    [InlineData("lib/BioDL/.Image.cs.swp")]
    [InlineData("lib/BioDL/Image.cs~")]
    [InlineData("README.md")]
    public void Tests_notebooks_and_leftovers_of_editors_and_builds_do_not_count(string file)
    {
        var (quick, sure) = (Quick(), Sure());
        root.Write(file, "anything");
        Assert.Equal(quick, Quick());
        Assert.Equal(sure, Sure());
    }

    [Fact]
    public void The_same_sources_elsewhere_have_the_same_stamp_of_contents()
    {
        using var elsewhere = new TemporaryFolder();
        foreach (var file in SourceFiles.List(root.Path))
            elsewhere.Write(file.Path, File.ReadAllText(root.At(file.Path)));
        Assert.Equal(Sure(), SourceStamp.OfContents(elsewhere.Path, SourceFiles.List(elsewhere.Path)));
    }

    private string Quick() => SourceStamp.Quick(SourceFiles.List(root.Path));

    private string Sure() => SourceStamp.OfContents(root.Path, SourceFiles.List(root.Path));
}
