using BioDL.Models;

namespace BioDL.Tests.Models;

/// <summary>Packages come from anywhere too.</summary>
public sealed class UntrustedPackageTests : IDisposable
{
    private const int Link = unchecked((int)0xA1FF0000);

    private readonly TemporaryFolder folder = new();

    private string Save(byte[] bytes, string name = "package.zip")
    {
        var path = Path.Combine(folder.Path, name);
        File.WriteAllBytes(path, bytes);
        return path;
    }

    private string Refusal(byte[] zip) => Assert.Throws<PackageException>(() => ModelPackage.Open(Save(zip))).Message;

    [Theory]
    [InlineData("../rdf.yaml", "climbs")]
    [InlineData("a/../../x", "climbs")]
    [InlineData("/etc/passwd", "does not start within the package")]
    [InlineData("C:/x", "contains a colon")]
    [InlineData("a\\..\\x", "contains a backslash")]
    [InlineData("~/x", "does not start within the package")]
    [InlineData("a//b", "climbs or has an empty part")]
    [InlineData("a\nb", "contains a control character")]
    public void An_archive_with_a_path_that_leads_out_is_refused(string name, string reason) =>
        Assert.Contains(reason, Refusal(Zips.Of(("rdf.yaml", Zips.Text(Texts.New)), (name, [1]))), StringComparison.Ordinal);

    [Fact]
    public void Names_that_come_twice_are_refused()
    {
        Assert.Contains("holds the file a.bin twice", Refusal(Zips.Of(("a.bin", [1]), ("a.bin", [2]))), StringComparison.Ordinal);
        Assert.Contains("differ in capitals only", Refusal(Zips.Of(("a.bin", [1]), ("A.bin", [2]))), StringComparison.Ordinal);
    }

    [Fact]
    public void Links_are_refused() => Assert.Contains("is a link", Refusal(Zips.Of([("a", Zips.Text("/etc/passwd"), Link)])), StringComparison.Ordinal);

    [Fact]
    public void An_entry_that_unpacks_to_very_much_more_is_refused() =>
        Assert.Contains("is taken for an attack", Refusal(Zips.Of(("zeros", new byte[5_000_000]))), StringComparison.Ordinal);

    [Fact]
    public void Too_many_entries_are_refused() =>
        Assert.Contains("may hold 10,000", Refusal(Zips.Of(Enumerable.Range(0, 10_001).Select(i => ($"{i}", Array.Empty<byte>())))), StringComparison.Ordinal);

    [Fact]
    public void A_description_that_is_too_large_is_refused_before_it_is_read()
    {
        var random = new byte[4_000_001];
        new Random(3).NextBytes(random);
        Assert.Contains("at most 4,000,000 are read", Refusal(Zips.Of(("rdf.yaml", random))), StringComparison.Ordinal);
    }

    [Fact]
    public void A_size_that_is_a_lie_is_found_out()
    {
        var content = new byte[12_345];
        new Random(4).NextBytes(content);
        var yaml = Texts.New.Replace($"README.md, sha256: {Texts.Hash}", "a.bin");
        foreach (var stated in new[] { 12_000, 13_000, 1_900_000_000 })
        {
            var zip = Zips.WithStatedSize(Zips.Of(("rdf.yaml", Zips.Text(yaml)), ("a.bin", content)), content.Length, stated);
            Assert.Throws<PackageException>(() => ModelPackage.Open(Save(zip)).Read(new FileReference("a.bin")));
        }
    }

    [Theory]
    [InlineData("../secret.txt", "climbs")]
    [InlineData("/etc/passwd", "does not start within the package")]
    [InlineData("..\\secret.txt", "contains a backslash")]
    [InlineData("sub/../../secret.txt", "climbs")]
    [InlineData("file:secret.txt", "contains a colon")]
    public void A_description_cannot_name_a_file_outside_of_its_folder(string name, string reason)
    {
        File.WriteAllText(Path.Combine(folder.Path, "secret.txt"), "secret");
        var inner = Directory.CreateDirectory(Path.Combine(folder.Path, "model")).FullName;
        File.WriteAllText(Path.Combine(inner, "rdf.yaml"), Texts.New);
        var package = ModelPackage.Open(inner);
        Assert.False(package.Holds(new FileReference(name)));
        Assert.Contains(reason, Assert.Throws<PackageException>(() => package.Read(new FileReference(name))).Message, StringComparison.Ordinal);
    }

    [SkippableOnWindowsFact]
    public void A_link_in_a_folder_is_not_followed()
    {
        File.WriteAllText(Path.Combine(folder.Path, "secret.txt"), "secret");
        var inner = Directory.CreateDirectory(Path.Combine(folder.Path, "model")).FullName;
        File.WriteAllText(Path.Combine(inner, "rdf.yaml"), Texts.New);
        File.CreateSymbolicLink(Path.Combine(inner, "link.txt"), Path.Combine(folder.Path, "secret.txt"));
        Directory.CreateSymbolicLink(Path.Combine(inner, "up"), folder.Path);
        var package = ModelPackage.Open(inner);
        Assert.Equal(["rdf.yaml"], package.Files);
        Assert.Throws<PackageException>(() => package.Read(new FileReference("link.txt")));
        Assert.Throws<PackageException>(() => package.Read(new FileReference("up/secret.txt")));
    }

    [Fact]
    public void Two_thousand_damaged_archives_are_read_or_refused() => ReadDamaged(seed: 1, count: 2_000);

    [Fact]
    [Trait("Tier", "long")]
    public void Twenty_thousand_damaged_archives_are_read_or_refused() => ReadDamaged(seed: 2, count: 20_000);

    private void ReadDamaged(int seed, int count)
    {
        var random = new Random(seed);
        var whole = Zips.Of(("rdf.yaml", Zips.Text(Texts.New)), ("README.md", Zips.Text("words")), ("in.npy", new byte[500]));
        var inner = Directory.CreateDirectory(Path.Combine(folder.Path, "archives")).FullName;
        var path = Path.Combine(inner, "package.zip");
        var (opened, refused) = (0, 0);
        for (var i = 0; i < count; i++)
        {
            File.WriteAllBytes(path, Damage.Bytes(random, whole));
            try
            {
                var package = ModelPackage.Open(path);
                foreach (var name in package.Files)
                    package.Read(new FileReference(name));
                opened++;
            }
            catch (Exception fault) when (fault is PackageException or DescriptionException)
            {
                refused++;
            }
        }
        Assert.True(refused > count / 10 && opened > 0, $"{opened} opened, {refused} refused");
        Assert.Equal([path], Directory.GetFileSystemEntries(inner));
        Assert.Equal([inner], Directory.GetFileSystemEntries(folder.Path));
    }

    public void Dispose() => folder.Dispose();
}
