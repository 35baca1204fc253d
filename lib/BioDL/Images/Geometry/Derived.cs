namespace BioDL.Images;

/// <summary>Pictures of another size that keep the description (pixel size, provenance) of the one that they were made from.</summary>
internal static class Derived
{
    public static Planes<float> Planes(this Image image) => new(image.Memory, image.Channels, image.Height, image.Width);

    public static Planes<bool> Planes(this Mask mask) => new(mask.Memory, 1, mask.Height, mask.Width);

    public static Planes<int> Planes(this LabelImage labels) => new(labels.Memory, 1, labels.Height, labels.Width);

    public static Image With(this Image image, int height, int width, float[] values) =>
        new(image.Channels, height, width, values) { PixelSize = image.PixelSize, Provenance = image.Provenance };

    public static Mask With(this Mask mask, int height, int width, bool[] values) =>
        new(height, width, values) { PixelSize = mask.PixelSize };

    public static LabelImage With(this LabelImage labels, int height, int width, int[] values) =>
        new(height, width, values) { PixelSize = labels.PixelSize };

    public static Image Gather(this Image image, int[] rows, int[] columns, float outside = 0) =>
        image.With(rows.Length, columns.Length, image.Planes().Gather(rows, columns, outside));

    public static Mask Gather(this Mask mask, int[] rows, int[] columns, bool outside = false) =>
        mask.With(rows.Length, columns.Length, mask.Planes().Gather(rows, columns, outside));

    public static LabelImage Gather(this LabelImage labels, int[] rows, int[] columns, int outside = 0) =>
        labels.With(rows.Length, columns.Length, labels.Planes().Gather(rows, columns, outside));

    public static Image GatherTransposed(this Image image, int[] rows, int[] columns) =>
        image.With(columns.Length, rows.Length, image.Planes().GatherTransposed(rows, columns));

    public static Mask GatherTransposed(this Mask mask, int[] rows, int[] columns) =>
        mask.With(columns.Length, rows.Length, mask.Planes().GatherTransposed(rows, columns));

    public static LabelImage GatherTransposed(this LabelImage labels, int[] rows, int[] columns) =>
        labels.With(columns.Length, rows.Length, labels.Planes().GatherTransposed(rows, columns));
}
