namespace BioDL.Hosting.Tests;

public sealed class WholeFileTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    [Fact]
    public void A_file_is_written_and_replaced_and_nothing_else_is_left()
    {
        var path = Path.Combine(folder.Path, "µ.txt");
        WholeFile.Write(path, "first");
        WholeFile.Write(path, "zweite Fassung");
        Assert.Equal("zweite Fassung", File.ReadAllText(path));
        WholeFile.Write(path, [1, 2]);
        Assert.Equal([1, 2], File.ReadAllBytes(path));
        Assert.Single(Directory.GetFiles(folder.Path));
    }

    [Fact]
    public void A_write_that_fails_leaves_the_earlier_file_and_no_remains()
    {
        var path = Path.Combine(folder.Path, "taken");
        Directory.CreateDirectory(Path.Combine(path, "inside"));
        Assert.ThrowsAny<Exception>(() => WholeFile.Write(path, "text"));
        Assert.Equal([path], Directory.GetFileSystemEntries(folder.Path));
        Assert.ThrowsAny<IOException>(() => WholeFile.Write(Path.Combine(folder.Path, "no", "such", "folder"), "text"));
    }

    public void Dispose() => folder.Dispose();
}
