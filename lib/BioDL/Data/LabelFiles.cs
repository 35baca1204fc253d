using BioDL.Images;

namespace BioDL.Data;

/// <summary>The ways in which data sets write labels down as pictures.</summary>
internal static class LabelFiles
{
    /// <summary>One object per file, anything above 0; a pixel that two objects claim stays with the first.</summary>
    public static void AddObject(ReadOnlySpan<float> values, int number, int[] labels)
    {
        for (var p = 0; p < labels.Length; p++)
        {
            if (values[p] > 0 && labels[p] == 0)
                labels[p] = number;
        }
    }

    /// <summary>A number per object.</summary>
    /// <exception cref="DatasetException">A value is no label.</exception>
    public static void CopyNumbers(ReadOnlySpan<float> values, int[] labels, string path)
    {
        for (var p = 0; p < labels.Length; p++)
        {
            if (!(values[p] is >= 0 and <= LabelImage.MaximumLabel) || values[p] != MathF.Floor(values[p]))
                throw new DatasetException($"The labels {path} hold the value {values[p]}; labels are whole numbers from 0 (background) to {LabelImage.MaximumLabel:N0}.");
            labels[p] = (int)values[p];
        }
    }

    /// <summary>A grey level per region; a value between levels counts as the nearest of them and of 0, the background.</summary>
    /// <param name="values">The picture.</param>
    /// <param name="levels">The grey levels of the regions 1, 2, ….</param>
    /// <param name="labels">Gets the numbers of the regions.</param>
    public static void AddRegions(ReadOnlySpan<float> values, int[] levels, int[] labels)
    {
        for (var p = 0; p < labels.Length; p++)
        {
            var (nearest, distance) = (0, Math.Abs(values[p]));
            for (var i = 0; i < levels.Length; i++)
            {
                if (Math.Abs(values[p] - levels[i]) < distance)
                    (nearest, distance) = (i + 1, Math.Abs(values[p] - levels[i]));
            }
            labels[p] = nearest;
        }
    }
}
