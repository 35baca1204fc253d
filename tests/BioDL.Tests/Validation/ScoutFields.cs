using System.Globalization;
using BioDL.Data;
using BioDL.Images;
using BioDL.Validation;

namespace BioDL.Tests.Validation;

/// <summary>Fields with ten separate objects, and candidates that leave out as many as a test asks for.</summary>
internal static class ScoutFields
{
    public const int Objects = 10;

    private const int Width = 6;

    /// <summary>Numbered fields; the provenance of an image is its number.</summary>
    public static IReadOnlyList<Sample> Of(int count, int perGroup = 1, string dataSet = "", string split = "") => [.. Enumerable.Range(0, count).Select(n => new Sample(
        $"field-{n}", $"group-{n / perGroup}", split, () => new Image(1, Objects * 2, Width) { Provenance = n.ToString(CultureInfo.InvariantCulture) }, () => Labels(Objects)) { DataSet = dataSet })];

    /// <summary>Every other row holds four pixels of an object.</summary>
    public static LabelImage Labels(int objects)
    {
        var values = new int[Objects * 2 * Width];
        for (var n = 0; n < objects; n++)
            values.AsSpan(2 * n * Width, 4).Fill(n + 1);
        return new LabelImage(Objects * 2, Width, values);
    }

    public static Func<Image, LabelImage> LeavingOut(params int[] missing) => image => Labels(Objects - missing[Number(image)]);

    public static int Number(Image image) => int.Parse(image.Provenance, CultureInfo.InvariantCulture);

    /// <summary>Candidates that were never run, with given scores, a field for each.</summary>
    public static IReadOnlyList<CandidateResult> Scored(ScoutOptions options, params IEnumerable<double[]> scores)
    {
        var nothing = new LabelRuns(new LabelImage(1, 1));
        return [.. scores.Select((own, n) => new CandidateResult(Candidate.Of($"candidate {n}", _ => new LabelImage(1, 1)), [.. own.Zip(Of(own.Length), (score, field) =>
            new CandidateField(nothing) { Field = field, Score = score, ForegroundIoU = 0, Labelled = 0, Counted = 0, Seconds = 0 })], 0, options))];
    }
}
