using BioDL.Images;

namespace BioDL.Validation;

/// <summary>Labels as runs of equal values, row after row: the answers of many candidates on many fields in a small part of the memory that pixels take.</summary>
internal sealed class LabelRuns
{
    private readonly int height, width;
    private readonly double? pixelSize;
    private readonly (int Label, int Length)[] runs;

    public LabelRuns(LabelImage labels)
    {
        (height, width, pixelSize) = (labels.Height, labels.Width, labels.PixelSize);
        var found = new List<(int, int)>();
        var values = labels.Values;
        for (var start = 0; start < values.Length;)
        {
            var next = values[start..].IndexOfAnyExcept(values[start]);
            var length = next < 0 ? values.Length - start : next;
            found.Add((values[start], length));
            start += length;
        }
        runs = [.. found];
    }

    public LabelImage ToLabels()
    {
        var values = new int[height * width];
        var at = 0;
        foreach (var (label, length) in runs)
        {
            values.AsSpan(at, length).Fill(label);
            at += length;
        }
        return new LabelImage(height, width, values) { PixelSize = pixelSize };
    }
}
