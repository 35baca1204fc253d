using BioDL.Images;

namespace BioDL.Cli.Pretrained;

/// <summary>One kind of image that a model's foreground is measured on.</summary>
/// <param name="Name">In words: <c>stained tissue on white, inverted</c>.</param>
/// <param name="Set">The data set; its <c>test</c> split is measured.</param>
/// <param name="Inverted">Whether the model sees the image inverted.</param>
/// <param name="DarkObjects">Whether Otsu's foreground is what is darker than its threshold; it always sees the image as it is.</param>
internal sealed record ForegroundKind(string Name, string Set, bool Inverted, bool DarkObjects)
{
    /// <summary>All kinds, in the order of the table.</summary>
    public static IReadOnlyList<ForegroundKind> All { get; } =
    [
        new("fluorescence, small images", "dsb2018-fluo", false, false),
        new("fluorescence, 360 × 360", "dsb2018-fluo-360", false, false),
        new("fluorescence, large images, tiled", "dsb2018-fluo-large", false, false),
        new("stained tissue on white", "dsb2018-stain-white", false, true),
        new("stained tissue on white, inverted", "dsb2018-stain-white", true, true),
        new("purple stained tissue", "dsb2018-stain-purple", false, true),
        new("purple stained tissue, inverted", "dsb2018-stain-purple", true, true),
        new("brightfield", "dsb2018-brightfield", false, true),
    ];

    /// <summary>What the model sees.</summary>
    public Image Prepare(Image image) => Preparation.Of(image, grey: true, Inverted);
}
