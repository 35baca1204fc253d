using BioDL.Data;
using BioDL.Hosting;

namespace BioDL.Tests.Data;

public sealed class DatasetTests : IDisposable
{
    private const string Id = "dsb2018-fluo";

    private readonly TemporaryPlaces places = new();

    public void Dispose() => places.Dispose();

    [Fact]
    public void An_unknown_name_is_refused_with_the_list_of_names()
    {
        var fault = Assert.Throws<DatasetException>(() => Open("auto", id: "dsb2019"));
        Assert.Contains("'dsb2019'", fault.Message, StringComparison.Ordinal);
        Assert.Contains(Id, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_unknown_mode_is_refused_with_the_list_of_modes() => Assert.Equal(
        "data = \"fake\" is not a data mode. Write one of: \"auto\", \"real\", \"embedded\", \"mine\".",
        Assert.Throws<DatasetException>(() => Open("fake")).Message);

    [Fact]
    public void A_model_is_no_data_set_and_the_way_to_it_is_said() => Assert.Equal(
        "model-segmentify-nuclei holds files, not labelled images. Open it with FileSet.Open(\"model-segmentify-nuclei\").",
        Assert.Throws<DatasetException>(() => Open("auto", id: "model-segmentify-nuclei")).Message);

    [Fact]
    public void Auto_without_a_mirror_or_a_network_is_simulated_and_says_why_and_how_to_get_the_real_images()
    {
        var data = Open("auto");
        var banner = data.ToMimeBundle()[MimeBundle.PlainText];
        Assert.Equal("embedded", data.Mode);
        Assert.Contains("Simulated images", banner, StringComparison.Ordinal);
        Assert.Contains("5,225 of 5,225 files are not on this machine", banner, StringComparison.Ordinal);
        Assert.Contains(
            "run './biodl fetch dsb2018-fluo' (84 MB, other sets included), or set BIODL_MIRROR to a folder or address that holds them", banner, StringComparison.Ordinal);
    }

    [Fact]
    public void Auto_does_not_ask_the_network_for_more_than_10_MB()
    {
        var data = Dataset.OpenFrom(places.Store(network: new Uri("http://127.0.0.1:1/")), Id, "auto", 1);
        Assert.Contains("the network would have to send 84.0 MB, and more than 10 MB are not fetched unasked", data.WhyEmbedded, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/no/such/folder", "which does not exist")]
    [InlineData("http://", "not a complete address")]
    [InlineData("http://127.0.0.1:1", "the mirror http://127.0.0.1:1/ cannot be reached")]
    public void A_mirror_that_cannot_be_used_is_named_in_the_banner(string mirror, string reason)
    {
        Assert.Contains(reason, Open("auto", mirror).WhyEmbedded, StringComparison.Ordinal);
        Assert.Contains(reason, Assert.Throws<DatasetException>(() => Open("real", mirror)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_mirror_that_lacks_files_is_not_used_and_the_number_is_said()
    {
        var manifest = DatasetManifest.Of(Id);
        foreach (var file in manifest.ReadFiles().Take(2))
            places.WriteToMirror(manifest, file, new byte[file.Bytes]);
        Assert.Contains("5,223 of 5,225 files are not on this machine", Open("auto", places.MirrorFolder).WhyEmbedded, StringComparison.Ordinal);
    }

    [Fact]
    public void Embedded_never_looks_at_the_mirror() =>
        Assert.Equal("this run asked for data = \"embedded\"", Open("embedded", "/no/such/folder").WhyEmbedded);

    [Theory]
    [InlineData("dsb2018-fluo", 1, 256)]
    [InlineData("dsb2018-fluo-360", 1, 360)]
    [InlineData("dsb2018-fluo-large", 1, 512)]
    [InlineData("dsb2018-stain-purple", 3, 320)]
    [InlineData("dsb2018-stain-white", 3, 320)]
    public void A_simulation_stands_in_for_each_set_of_nuclei_with_images_of_its_kind(string id, int channels, int width)
    {
        var dataset = Open("embedded", id: id);
        Assert.Equal((24, 24), (dataset.Train.Count, dataset.Test.Count));
        var (image, labels) = (dataset.Test[0].Image, dataset.Test[0].Labels);
        Assert.Equal((channels, width, width), (image.Channels, image.Width, labels.Width));
        Assert.InRange(labels.Count, 3, 400);
    }

    [Theory]
    [InlineData("embedded", "this run asked for data = \"embedded\"")]
    [InlineData("auto", "1,033 of 1,033 files are not on this machine")]
    public void A_set_without_a_simulation_says_so(string mode, string reason)
    {
        var fault = Assert.Throws<DatasetException>(() => Open(mode, id: "dsb2018-brightfield"));
        Assert.StartsWith(
            "No simulation stands in for dsb2018-brightfield, so only its real images can be used, but " + reason, fault.Message, StringComparison.Ordinal);
        Assert.Contains("run './biodl fetch dsb2018-brightfield'", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_small_set_has_an_example_of_any_number()
    {
        var data = Dataset.OpenFrom(places.Store(), Id, "embedded", 5);
        Assert.Same(data.Train[9], data.Example(9));
        Assert.Same(data.Train[1], data.Example(data.Train.Count + 1));
        Assert.Contains("Numbers start at 0", Assert.Throws<DatasetException>(() => data.Example(-1)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Simulated_fields_are_the_same_for_the_same_seed_and_differ_between_seeds_and_splits()
    {
        var one = Dataset.OpenFrom(places.Store(), Id, "embedded", 5);
        var same = Dataset.OpenFrom(places.Store(), Id, "embedded", 5);
        var other = Dataset.OpenFrom(places.Store(), Id, "embedded", 6);
        Assert.Equal(one.Test[3].Image.Values.ToArray(), same.Test[3].Image.Values.ToArray());
        Assert.Equal(one.Test[3].Labels.Values.ToArray(), same.Test[3].Labels.Values.ToArray());
        Assert.NotEqual(one.Test[3].Image.Values.ToArray(), other.Test[3].Image.Values.ToArray());
        Assert.Empty(one.Train.Select(sample => sample.Group).Intersect(one.Test.Select(sample => sample.Group)));
    }

    [Fact]
    public void A_file_with_another_checksum_is_never_used()
    {
        var (manifest, file) = FirstFile();
        places.WriteToMirror(manifest, file, new byte[file.Bytes]);
        var fault = Assert.Throws<DatasetException>(() => places.Store(places.MirrorFolder).Read(manifest, file));
        Assert.Contains($"is not the file that the manifest pins: its SHA-256 is ", fault.Message, StringComparison.Ordinal);
        Assert.Contains($"expected {file.Sha256[..12]}…", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_file_is_named()
    {
        var (manifest, file) = FirstFile();
        var fault = Assert.Throws<DatasetException>(() => places.Store().Read(manifest, file));
        Assert.StartsWith($"{file.Path} of {Id} is not at hand. To get the real files, run", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_path_that_climbs_out_of_the_mirror_is_not_read()
    {
        Directory.CreateDirectory(places.MirrorFolder);
        var (manifest, file) = FirstFile();
        var climbing = file with { Path = "../../../../secret" };
        var fault = Assert.Throws<DatasetException>(() => places.Store(places.MirrorFolder).Read(manifest, climbing));
        Assert.Contains("leads out of", fault.Message, StringComparison.Ordinal);
    }

    [RealImagesFact]
    public void Real_images_are_grey_and_each_mask_becomes_one_object()
    {
        var data = OpenReal(Id);
        var masks = data.Manifest.ReadFiles().Where(file => file.Role == "mask").ToLookup(file => file.Sample);
        Assert.Equal("real", data.Mode);
        foreach (var sample in data.Test.Take(12))
        {
            Assert.Equal((1, 256, 256), (sample.Image.Channels, sample.Image.Height, sample.Image.Width));
            Assert.Equal(masks[sample.Id].Count(), sample.Labels.Count);
        }
    }

    [RealImagesFact]
    public void Stained_images_keep_their_three_colours()
    {
        var sample = OpenReal("dsb2018-stain-purple").Test[0];
        Assert.Equal((3, 256, 320), (sample.Image.Channels, sample.Image.Height, sample.Image.Width));
        Assert.True(sample.Labels.Count > 5);
    }

    [RealImagesFact]
    public void Instance_numbers_of_one_picture_become_labels() =>
        Assert.Equal(
            [66, 54, 74, 64, 45, 57, 59, 39, 38, 56, 71, 55], // counted with numpy
            OpenReal("usiigaci-phase").Train.Select(sample => sample.Labels.Count));

    [RealImagesFact]
    public void White_blood_cells_have_a_class_and_two_regions()
    {
        var data = OpenReal("wbc-d1");
        Assert.Equal(300, data.Samples.Count);
        Assert.Equal(
            [("basophil", 1), ("eosinophil", 22), ("lymphocyte", 53), ("monocyte", 48), ("neutrophil", 176)],
            data.Samples.GroupBy(sample => sample.Class!).Select(cells => (cells.Key, cells.Count())).Order());
        Assert.Contains("300 images without a published split", data.ToString(), StringComparison.Ordinal);
        var bitmap = data.Manifest.ReadFiles().First(file => file.Role == "image");
        if (CanDecode(places.Store(RealMirror).Read(data.Manifest, bitmap)))
            Assert.All(data.Samples.Take(20), sample => Assert.Equal((2, 2, 3), (sample.Labels.Count, sample.Labels.Maximum, sample.Image.Channels)));
    }

    private static string? RealMirror => Environment.GetEnvironmentVariable(Mirror.Variable);

    // The codec for BMP is built at the same time as this test.
    private static bool CanDecode(byte[] bytes)
    {
        try
        {
            return BioDL.Images.ImageFile.Decode(bytes, "bitmap").Channels > 0;
        }
        catch (BioDL.Images.ImageFormatException)
        {
            return false;
        }
    }

    private static (DatasetManifest Manifest, DatasetFile File) FirstFile() => (DatasetManifest.Of(Id), DatasetManifest.Of(Id).ReadFiles()[0]);

    private Dataset Open(string mode, string? mirror = null, string id = Id) => Dataset.OpenFrom(places.Store(mirror), id, mode, 1);

    private Dataset OpenReal(string id) => Dataset.OpenFrom(places.Store(RealMirror), id, "real", 1);
}
