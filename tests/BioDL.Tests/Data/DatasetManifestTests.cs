using System.Globalization;
using BioDL.Data;
using CsvHelper;

namespace BioDL.Tests.Data;

public sealed class DatasetManifestTests
{
    public static TheoryData<string> Known => [.. DatasetManifest.Known];

    /// <summary>Images and independent fields of each side, as the description of the data states them.</summary>
    public static TheoryData<string, int, int, int, int> Counts => new()
    {
        { "dsb2018-fluo", 140, 60, 61, 26 },
        { "dsb2018-fluo-360", 38, 28, 6, 3 },
        { "dsb2018-fluo-large", 24, 20, 15, 13 },
        { "dsb2018-stain-white", 19, 15, 7, 3 },
        { "dsb2018-stain-purple", 34, 18, 12, 6 },
        { "dsb2018-brightfield", 8, 4, 8, 4 },
        { "usiigaci-phase", 12, 8, 12, 8 },
        { "wbc-d1", 0, 0, 0, 0 },
        { "wbc-d2", 0, 0, 0, 0 },
    };

    [Fact]
    public void All_fourteen_sets_and_models_are_known() => Assert.Equal(
        [
            "dsb2018-brightfield", "dsb2018-fluo", "dsb2018-fluo-360", "dsb2018-fluo-large", "dsb2018-stain-purple", "dsb2018-stain-white",
            "model-n2v-tobacco-leaf", "model-segmentify-nuclei", "model-unet2d-nuclei-broad", "model-unet2d-nuclei-broad-opset12",
            "usiigaci-phase", "wbc-d1", "wbc-d2", "zoo-collection",
        ],
        DatasetManifest.Known);

    [Theory]
    [MemberData(nameof(Known))]
    public void Every_manifest_is_complete_and_pins_each_file_once(string id)
    {
        var manifest = DatasetManifest.Of(id);
        var files = manifest.ReadFiles();
        Assert.Equal(id, manifest.Id);
        Assert.Contains(manifest.Kind, (string[])["samples", "files"]);
        Assert.Equal(files.Count, files.Select(file => file.Path).Distinct().Count());
        Assert.All(files, file => Assert.Matches("^[0-9a-f]{64}$", file.Sha256));
        Assert.All(files, file => Assert.DoesNotContain("..", file.Path.Split('/')));
        Assert.Matches("^[0-9a-f]{40}$", manifest.Commit);
        Assert.Matches("^[^/]+/[^/]+$", manifest.Repository);
        Assert.All([manifest.Title, manifest.Modality, manifest.Licence, manifest.Citation, manifest.Labels, manifest.Groups], text => Assert.NotEmpty(text));
        if (manifest.Kind == "samples")
            Assert.Contains(manifest.LabelsAs, (string[])["one-file-per-object", "instance-ids", "levels"]);
    }

    [Theory]
    [MemberData(nameof(Counts))]
    public void Every_set_has_the_documented_number_of_images_and_fields_and_no_field_on_both_sides(
        string id, int train, int test, int trainGroups, int testGroups)
    {
        var images = DatasetManifest.Of(id).ReadFiles().Where(file => file.Role == "image").ToLookup(file => file.Split);
        Assert.Equal((train, test), (images["train"].Count(), images["test"].Count()));
        Assert.Equal((trainGroups, testGroups), (Groups(images["train"]).Count, Groups(images["test"]).Count));
        Assert.Empty(Groups(images["train"]).Intersect(Groups(images["test"])));

        static HashSet<string> Groups(IEnumerable<DatasetFile> files) => [.. files.Select(file => file.Group)];
    }

    [Theory]
    [MemberData(nameof(Counts))]
    public void Every_sample_has_one_image_and_its_labels(string id, int train, int test, int trainGroups, int testGroups)
    {
        _ = (train, test, trainGroups, testGroups);
        foreach (var sample in DatasetManifest.Of(id).ReadFiles().Where(file => file.Sample.Length > 0).GroupBy(file => file.Sample))
        {
            Assert.Single(sample, file => file.Role == "image");
            Assert.Contains(sample, file => file.Role is "mask" or "labels");
            Assert.Single(sample.Select(file => (file.Split, file.Group)).Distinct());
        }
    }

    [Fact]
    public void A_path_that_starts_above_is_counted_from_the_image_before_it()
    {
        const string Table = "split,group,sample,role,path,bytes,sha256\ntrain,g,a,image,top/a/images/a.png,1,00\ntrain,g,a,mask,../masks/m.png,2,01\n";
        Assert.Equal(["top/a/images/a.png", "top/a/masks/m.png"], FileTable.Read(new StringReader(Table)).Select(file => file.Path));
    }

    [RealImagesFact]
    public void The_manifests_list_exactly_the_files_of_the_mirrors_index()
    {
        var index = Path.Combine(Environment.GetEnvironmentVariable(Mirror.Variable)!, "index.csv");
        if (!File.Exists(index))
            return; // A mirror that was packed for a course has no index.
        using var csv = new CsvReader(new StreamReader(index), CultureInfo.InvariantCulture);
        var expected = csv.GetRecords(new
        {
            dataset = "",
            split = "",
            group = "",
            role = "",
            repo = "",
            commit = "",
            path = "",
            bytes = 0L,
            sha256 = "",
            licence = "",
        }).Select(row => row.ToString()).Order(StringComparer.Ordinal).ToList();
        var pinned = DatasetManifest.Known.Select(DatasetManifest.Of).SelectMany(manifest => manifest.ReadFiles().Select(file => new
        {
            dataset = manifest.Id,
            split = file.Split,
            group = file.Group,
            role = file.Role,
            repo = manifest.Repository,
            commit = manifest.Commit,
            path = file.Path,
            bytes = file.Bytes,
            sha256 = file.Sha256,
            licence = manifest.Licence,
        }.ToString())).Order(StringComparer.Ordinal).ToList();
        Assert.Equal(18_159, pinned.Count);
        Assert.Equal(expected, pinned);
    }
}
