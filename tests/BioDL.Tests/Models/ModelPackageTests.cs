using BioDL.Models;

namespace BioDL.Tests.Models;

public sealed class ModelPackageTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    private string At(string name) => Path.Combine(folder.Path, name);

    [Fact]
    public void A_package_written_and_read_is_the_same()
    {
        var shipped = Zoo.Open("unet-nuclei-small");
        var files = shipped.Package.ReadAll();
        Assert.Equal(["README.md", "fields.csv", "figures.csv", "test-input.npy", "test-output.npy", "weights.onnx"], files.Keys.Order(StringComparer.Ordinal));
        var upgrade = ModelPackage.Write(At("model.zip"), shipped.Description, files);
        var read = ModelPackage.Open(At("model.zip"));
        Assert.Null(SameDescription.Difference(upgrade.Description, read.Description));
        Assert.Equal(files.Keys.Append("rdf.yaml").Order(StringComparer.Ordinal), read.Files);
        foreach (var (name, content) in files)
            Assert.Equal(content, read.Read(new FileReference(name)));
        Assert.All(PackageChecksums.References(read.Description), file => Assert.NotNull(file.Sha256));
        using var network = Zoo.Open(At("model.zip")).LoadWeights();
        Assert.Equal(21, network.Opset);
    }

    [Fact]
    public void The_same_content_gives_the_same_bytes_and_leaves_nothing_else_behind()
    {
        var shipped = Zoo.Open("unet-nuclei-small");
        var files = shipped.Package.ReadAll();
        ModelPackage.Write(At("one.zip"), shipped.Description, files);
        ModelPackage.Write(At("two.zip"), shipped.Description, files.Reverse().ToDictionary());
        Assert.Equal(File.ReadAllBytes(At("one.zip")), File.ReadAllBytes(At("two.zip")));
        Assert.Equal([At("one.zip"), At("two.zip")], Directory.GetFiles(folder.Path).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_file_that_is_missing_too_many_or_another_is_refused_and_an_earlier_package_stays()
    {
        var shipped = Zoo.Open("unet-nuclei-small");
        var files = shipped.Package.ReadAll().ToDictionary();
        File.WriteAllText(At("model.zip"), "earlier");
        Assert.Contains("names weights.onnx, but this file is not given", Write(files.Where(file => file.Key != "weights.onnx")), StringComparison.Ordinal);
        Assert.Contains("does not name more.txt", Write(files.Append(new("more.txt", [1]))), StringComparison.Ordinal);
        Assert.Contains("weights.onnx is not the file that the description states", Write(files.Where(file => file.Key != "weights.onnx").Append(new("weights.onnx", [1]))), StringComparison.Ordinal);
        Assert.Equal("earlier", File.ReadAllText(At("model.zip")));
        Assert.Single(Directory.GetFiles(folder.Path));

        string Write(IEnumerable<KeyValuePair<string, byte[]>> given) =>
            Assert.Throws<PackageException>(() => ModelPackage.Write(At("model.zip"), shipped.Description, given.ToDictionary())).Message;
    }

    [Fact]
    public void A_folder_a_zip_and_a_lone_description_are_packages()
    {
        File.WriteAllText(At("rdf.yaml"), Texts.New);
        File.WriteAllText(At("old.model.yaml"), Texts.Old);
        File.WriteAllBytes(At("package.zip"), Zips.Of(("inside/rdf.yaml", Zips.Text(Texts.Oldest))));
        Assert.Equal("rdf.yaml", ModelPackage.Open(folder.Path).DescriptionPath);
        Assert.Equal("0.4.9", ModelPackage.Open(folder.Path, "0.4").Description.FormatVersion);
        Assert.Equal("0.4.9", ModelDescription.Read(At("old.model.yaml")).FormatVersion);
        Assert.Equal("0.3.2", ModelDescription.Read(At("package.zip")).FormatVersion);
    }

    [Fact]
    public void A_file_whose_checksum_differs_is_not_handed_out()
    {
        File.WriteAllText(At("rdf.yaml"), Texts.New);
        File.WriteAllText(At("README.md"), "words");
        var package = ModelPackage.Open(folder.Path);
        Assert.Contains("README.md of ", Assert.Throws<PackageException>(() => package.Read(package.Description.Documentation!)).Message, StringComparison.Ordinal);
        Assert.Contains("names the file 'weights.onnx', which the package does not hold", Assert.Throws<PackageException>(() => package.Read(package.Description.Weights[0].File)).Message, StringComparison.Ordinal);
        Assert.Contains("is not in the package", Assert.Throws<PackageException>(() => package.Read(new FileReference("https://example.org/x"))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_no_package_is_refused_with_what_was_expected()
    {
        Assert.Contains("There is neither a file nor a folder", Assert.Throws<PackageException>(() => ModelPackage.Open(At("none"))).Message, StringComparison.Ordinal);
        Assert.Contains("Expected a file rdf.yaml", Assert.Throws<PackageException>(() => ModelPackage.Open(folder.Path)).Message, StringComparison.Ordinal);
        File.WriteAllBytes(At("empty.yaml"), []);
        Assert.Contains("the text is empty", Assert.Throws<DescriptionException>(() => ModelPackage.Open(At("empty.yaml"))).Message, StringComparison.Ordinal);
    }

    public void Dispose() => folder.Dispose();
}
