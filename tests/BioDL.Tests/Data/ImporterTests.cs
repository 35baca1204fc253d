using BioDL.Data;
using BioDL.Hosting;
using BioDL.Images;

namespace BioDL.Tests.Data;

public sealed class ImporterTests : IDisposable
{
    private readonly TemporaryPlaces places = new();

    public void Dispose() => places.Dispose();

    [Fact]
    public void Own_images_take_the_place_of_the_set_that_a_notebook_asks_for()
    {
        foreach (var name in Names("slide1_1", "slide1_2", "slide2_1", "slide3_1"))
            Pair(name, [0, 1, 1, 0, 0, 2, 2, 0]);
        var report = Import();
        Assert.Contains("4 images with labels, paired by name, between the folders 'images' and 'masks'.", report.Findings);
        Assert.Contains("Groups: a name without its last number gives 3 groups for 4 images (slide1, slide2, slide3). No group is ever split between training and testing.", report.Findings);
        Assert.Contains("Labels: 8 objects in 4 pictures, 0 is background.", report.Findings);
        Assert.Contains("Pixel size: not in the files. Sizes stay in pixels; say it with --pixel-size 0.65 (µm).", report.Findings);

        var data = Open();
        Assert.Equal(("mine", 4), (data.Mode, data.Samples.Count));
        Assert.Equal([0, 1, 1, 0, 0, 2, 2, 0], data.Samples[0].Labels.Values.ToArray());
        Assert.Equal((2, 4), (data.Samples[0].Image.Height, data.Samples[0].Image.Width));
        Assert.Empty(data.Train.Select(sample => sample.Group).Intersect(data.Test.Select(sample => sample.Group)));
        Assert.StartsWith("Your own images instead of: Fluorescent nuclei", data.ToMimeBundle()[MimeBundle.PlainText], StringComparison.Ordinal);
    }

    [Fact]
    public void Yes_or_no_masks_become_objects_and_that_is_said()
    {
        foreach (var name in Names("a", "b", "c"))
            Pair(name, [255, 0, 0, 255, 255, 0, 0, 255]);
        var report = Import(new ImportOptions { PixelSize = 0.5 });
        Assert.Contains(report.Findings, finding => finding.StartsWith("Repaired: 3 label pictures hold a single value above 0. Each connected region became an object", StringComparison.Ordinal));
        Assert.Contains(report.Findings, finding => finding.StartsWith("Groups: the names tell no groups, so each image counts as its own.", StringComparison.Ordinal));
        Assert.Contains("Pixel size: 0.5 µm as given, where a file does not say it.", report.Findings);
        Assert.Equal((2, 0.5), (Open().Samples[0].Labels.Count, Open().Samples[0].Image.PixelSize));
    }

    [Fact]
    public void Labels_beside_their_images_are_known_by_the_ending_and_the_lonely_are_named()
    {
        foreach (var name in Names("dish1-1", "dish2-1"))
        {
            Write($"in/{name}.png", [9, 8, 7, 6, 5, 4, 3, 2]);
            Write($"in/{name}_mask.png", [0, 1, 0, 2, 0, 0, 0, 0]);
        }
        Write("in/dish3-1.png", [9, 8, 7, 6, 5, 4, 3, 2]);
        var report = Import();
        Assert.Contains("2 images with labels, paired by the endings of names (_mask, _label, _labels, _gt, _seg).", report.Findings);
        Assert.Contains("Left out, because they have no labels: dish3-1.", report.Findings);
    }

    [Fact]
    public void The_first_parts_of_names_are_the_groups_when_that_is_said()
    {
        foreach (var name in Names("m1_s1_a", "m1_s2_a", "m2_s1_a"))
            Pair(name, [0, 1, 1, 0, 0, 2, 2, 0]);
        Import(new ImportOptions { GroupParts = 1 });
        Assert.Equal(["m1", "m1", "m2"], Open().Samples.Select(sample => sample.Group));
    }

    [Fact]
    public void Images_of_one_group_only_are_refused_with_the_reason()
    {
        foreach (var name in Names("m1_s1", "m1_s2"))
            Pair(name, [0, 1, 1, 0, 0, 2, 2, 0]);
        Assert.StartsWith("All 2 samples belong to the one group 'm1': a split would cut it", Refusal(new ImportOptions { GroupParts = 1 }), StringComparison.Ordinal);
    }

    [Fact]
    public void Labels_of_another_size_are_refused()
    {
        Pair("a_1", [0, 1, 1, 0, 0, 2, 2, 0]);
        ImageFile.Write(new Image(1, 4, 2, [0, 1, 1, 0, 0, 2, 2, 0]), Path.Combine(places.At("in"), "masks", "a_1.png"));
        Pair("b_1", [0, 1, 1, 0, 0, 2, 2, 0]);
        Assert.Equal(
            "a_1.png is 2 × 4 pixels, its image 4 × 2 (turned by 90 degrees?). Labels must lie on the image pixel by pixel.", Refusal());
    }

    [Fact]
    public void Labels_that_are_no_whole_numbers_are_refused()
    {
        Pair("a_1", [0, 1, 1, 0, 0, 2, 2, 0]);
        Pair("b_1", [0, 1, 1, 0, 0, 2, 2, 0]);
        File.Delete(Path.Combine(places.At("in"), "masks", "a_1.png"));
        ImageFile.Write(new Image(1, 2, 4, [0, 0.5f, 1, 0, 0, 2, 2, 0]), Path.Combine(places.At("in"), "masks", "a_1.npy"));
        Assert.Contains("hold the value 0.5; labels are whole numbers from 0 (background)", Refusal(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_picture_of_labels_in_colour_is_refused()
    {
        Pair("a_1", [0, 1, 1, 0, 0, 2, 2, 0]);
        Pair("b_1", [0, 1, 1, 0, 0, 2, 2, 0]);
        ImageFile.Write(new Image(3, 2, 4, [.. Enumerable.Range(0, 24).Select(i => (float)i)]), Path.Combine(places.At("in"), "masks", "a_1.png"));
        Assert.StartsWith("a_1.png is in colour; expected one number per pixel", Refusal(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_without_labels_is_refused_with_what_is_expected()
    {
        Write("in/a.png", [9, 8, 7, 6, 5, 4, 3, 2]);
        Assert.Contains("Expected folders 'images' and 'masks' with files of the same names, or files like a.tif with a_mask.tif beside it.", Refusal(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_refused_import_leaves_an_earlier_set_as_it_was()
    {
        Pair("a_1", [0, 1, 1, 0, 0, 2, 2, 0]);
        Pair("b_1", [0, 1, 1, 0, 0, 2, 2, 0]);
        Import();
        Write("in/masks/a_1.png", [0]);
        Refusal();
        Assert.Equal(2, Open().Samples.Count);
        Assert.Single(Directory.GetDirectories(places.At("own")));
    }

    [Theory]
    [InlineData("../mine")]
    [InlineData("My Set")]
    [InlineData("")]
    public void A_name_that_is_none_is_refused(string name) =>
        Assert.Contains("cannot be the name of a set", Refusal(new ImportOptions { Name = name }), StringComparison.Ordinal);

    [Fact]
    public void Mine_without_an_import_says_how_to_make_one() => Assert.StartsWith(
        "There are no images of your own yet (looked in ", Assert.Throws<DatasetException>(() => Open()).Message, StringComparison.Ordinal);

    private static string[] Names(params string[] names) => names;

    private void Pair(string name, float[] labels)
    {
        Write($"in/images/{name}.png", [9, 8, 7, 6, 5, 4, 3, 2]);
        Write($"in/masks/{name}.png", labels);
    }

    private void Write(string path, float[] values)
    {
        var full = places.At(path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        ImageFile.Write(values.Length == 8 ? new Image(1, 2, 4, values) : new Image(1, 1, values.Length, values), full);
    }

    private ImportReport Import(ImportOptions? options = null) => new Importer(places.At("own")).Import(places.At("in"), options ?? new ImportOptions());

    private string Refusal(ImportOptions? options = null) => Assert.Throws<DatasetException>(() => Import(options)).Message;

    private Dataset Open() => Dataset.OpenFrom(new DataStore(places.Places() with { Own = places.At("own") }), "dsb2018-fluo", "mine", 1);
}
