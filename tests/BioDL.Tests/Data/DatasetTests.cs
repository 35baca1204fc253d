using BioDL.Data;
using BioDL.Hosting;

namespace BioDL.Tests.Data;

public sealed class DatasetTests
{
    private const string Id = "dsb2018-fluo";

    [Fact]
    public void Every_known_manifest_is_complete_and_pins_each_file_once()
    {
        Assert.Contains(Id, DatasetManifest.Known);
        foreach (var manifest in DatasetManifest.Known.Select(DatasetManifest.Of))
        {
            var files = manifest.ReadFiles();
            Assert.Equal(files.Count, files.Select(file => file.Path).Distinct().Count());
            Assert.All(files, file => Assert.Matches("^[0-9a-f]{64}$", file.Sha256));
            Assert.All(files, file => Assert.DoesNotContain("..", file.Path, StringComparison.Ordinal));
            Assert.Matches("^[0-9a-f]{40}$", manifest.Commit);
            Assert.All([manifest.Title, manifest.Licence, manifest.Citation, manifest.Labels, manifest.Groups], text => Assert.NotEmpty(text));
        }
    }

    [Fact]
    public void The_real_set_has_the_documented_number_of_images_and_fields_and_no_field_on_both_sides()
    {
        var files = DatasetManifest.Of(Id).ReadFiles();
        var train = files.Where(file => file.Split == "train").ToList();
        var test = files.Where(file => file.Split == "test").ToList();
        Assert.Equal((140, 60), (train.Count(file => file.Role == "image"), test.Count(file => file.Role == "image")));
        Assert.Equal((61, 26), (Groups(train), Groups(test)));
        Assert.Empty(train.Select(file => file.Group).Intersect(test.Select(file => file.Group)));

        static int Groups(IEnumerable<DatasetFile> files) => files.Select(file => file.Group).Distinct().Count();
    }

    [Fact]
    public void An_unknown_name_is_refused_with_the_list_of_names()
    {
        var fault = Assert.Throws<DatasetException>(() => Dataset.OpenFrom(null, "dsb2019", "auto", 1));
        Assert.Contains("'dsb2019'", fault.Message, StringComparison.Ordinal);
        Assert.Contains(Id, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_unknown_mode_is_refused_with_the_list_of_modes() => Assert.Equal(
        "data = \"fake\" is not a data mode. Write one of: \"auto\", \"real\", \"embedded\".",
        Assert.Throws<DatasetException>(() => Dataset.OpenFrom(null, Id, "fake", 1)).Message);

    [Fact]
    public void Auto_without_a_mirror_is_simulated_and_says_why_and_how_to_get_the_real_images()
    {
        var data = Dataset.OpenFrom(null, Id, "auto", 1);
        var banner = data.ToMimeBundle()[MimeBundle.PlainText];
        Assert.Equal("embedded", data.Mode);
        Assert.Contains("Simulated images", banner, StringComparison.Ordinal);
        Assert.Contains("BIODL_MIRROR is not set", banner, StringComparison.Ordinal);
        Assert.Contains("set the environment variable BIODL_MIRROR", banner, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/no/such/folder", "which does not exist")]
    [InlineData("http://127.0.0.1:9", "reads folders only")]
    public void A_mirror_that_cannot_be_used_is_named_in_the_banner(string mirror, string reason)
    {
        Assert.Contains(reason, Dataset.OpenFrom(mirror, Id, "auto", 1).WhyEmbedded, StringComparison.Ordinal);
        Assert.Contains(reason, Assert.Throws<DatasetException>(() => Dataset.OpenFrom(mirror, Id, "real", 1)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_mirror_that_lacks_files_is_not_used_and_the_number_is_said()
    {
        using var mirror = new TemporaryMirror();
        Assert.Contains("lacks 5223 of 5225 files", Dataset.OpenFrom(mirror.Folder, Id, "auto", 1).WhyEmbedded, StringComparison.Ordinal);
    }

    [Fact]
    public void Embedded_never_looks_at_the_mirror() =>
        Assert.Equal("this run asked for data = \"embedded\"", Dataset.OpenFrom("/no/such/folder", Id, "embedded", 1).WhyEmbedded);

    [Fact]
    public void Simulated_fields_are_the_same_for_the_same_seed_and_differ_between_seeds_and_splits()
    {
        var one = Dataset.OpenFrom(null, Id, "embedded", 5);
        var same = Dataset.OpenFrom(null, Id, "embedded", 5);
        var other = Dataset.OpenFrom(null, Id, "embedded", 6);
        Assert.Equal(one.Test[3].Image.Values.ToArray(), same.Test[3].Image.Values.ToArray());
        Assert.Equal(one.Test[3].Labels.Values.ToArray(), same.Test[3].Labels.Values.ToArray());
        Assert.NotEqual(one.Test[3].Image.Values.ToArray(), other.Test[3].Image.Values.ToArray());
        Assert.Empty(one.Train.Select(sample => sample.Group).Intersect(one.Test.Select(sample => sample.Group)));
    }

    [Fact]
    public void A_file_with_another_checksum_is_never_used()
    {
        using var mirror = new TemporaryMirror();
        var file = new DatasetFile("test", "g", "s", "image", "pictures/a.png", 3, new string('0', 64));
        var fault = Assert.Throws<DatasetException>(() => Mirror.Read(mirror.RepositoryFolder, file));
        Assert.Contains("its SHA-256 is 039058c6f2c0…, expected 000000000000…", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_file_is_named()
    {
        using var mirror = new TemporaryMirror();
        var file = new DatasetFile("test", "g", "s", "image", "pictures/b.png", 3, new string('0', 64));
        Assert.Contains("b.png cannot be read", Assert.Throws<DatasetException>(() => Mirror.Read(mirror.RepositoryFolder, file)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_path_that_climbs_out_of_the_mirror_is_not_read()
    {
        using var mirror = new TemporaryMirror();
        var file = new DatasetFile("test", "g", "s", "image", "../../secret", 3, new string('0', 64));
        Assert.Contains("leads out of", Assert.Throws<DatasetException>(() => Mirror.Read(mirror.RepositoryFolder, file)).Message, StringComparison.Ordinal);
    }

    [RealImagesFact]
    public void Real_images_are_grey_and_each_mask_becomes_one_object()
    {
        var data = Dataset.OpenFrom(Environment.GetEnvironmentVariable(Mirror.Variable), Id, "real", 1);
        var masks = data.Manifest.ReadFiles().Where(file => file.Role == "mask").ToLookup(file => file.Sample);
        Assert.Equal("real", data.Mode);
        foreach (var sample in data.Test.Take(12))
        {
            Assert.Equal((1, 256, 256), (sample.Image.Channels, sample.Image.Height, sample.Image.Width));
            Assert.Equal(masks[sample.Id].Count(), sample.Labels.Count);
        }
    }

    /// <summary>A mirror that holds the data set's folder with one of its files in the right size, and a file of three bytes.</summary>
    private sealed class TemporaryMirror : IDisposable
    {
        public TemporaryMirror()
        {
            var manifest = DatasetManifest.Of(Id);
            RepositoryFolder = Path.Combine([Folder, .. manifest.Repository.Split('/'), manifest.Commit]);
            Directory.CreateDirectory(Path.Combine(RepositoryFolder, "pictures"));
            File.WriteAllBytes(Path.Combine(RepositoryFolder, "pictures", "a.png"), [1, 2, 3]);
            foreach (var file in manifest.ReadFiles().Take(2))
            {
                var path = Path.Combine(RepositoryFolder, file.Path);
                Directory.CreateDirectory(Path.GetDirectoryName(path)!);
                File.WriteAllBytes(path, new byte[file.Bytes]);
            }
        }

        public string Folder { get; } = Directory.CreateTempSubdirectory("biodl-mirror-").FullName;

        public string RepositoryFolder { get; }

        public void Dispose() => Directory.Delete(Folder, recursive: true);
    }
}
