using System.Globalization;
using BioDL.Data;
using BioDL.Images;
using BioDL.Models;
using BioDL.Validation;
using Verdict = BioDL.Statistics.Verdict;

namespace BioDL.Tests.Validation;

public sealed class ScoutTests
{
    private static readonly ScoutOptions Alone = new() { Margin = 0.05, Baselines = false };

    [Fact]
    public void The_table_of_three_candidates_with_known_scores()
    {
        // 8 fields of 10 objects; each candidate leaves out a stated number of them, so that accuracy is 1 − n/10.
        var scout = Scout.Compare(ScoutFields.Of(8), Alone,
            ("good", ScoutFields.LeavingOut(1, 1, 1, 1, 1, 1, 1, 1)), ("fair", ScoutFields.LeavingOut(2, 3, 2, 3, 2, 3, 2, 3)), ("poor", ScoutFields.LeavingOut(5, 6, 5, 6, 5, 6, 5, 6)));
        Assert.Equal([0.9, 0.75, 0.45], scout.Candidates.Select(candidate => candidate.MeanScore), (a, b) => Math.Abs(a - b) < 1e-12);
        Assert.Equal("good", scout.Best.Name);
        Assert.Equal([72, 60, 36], scout.Candidates.Select(candidate => candidate.Counted));
        Assert.All(scout.Candidates, candidate => Assert.Equal(80, candidate.Labelled));
        Assert.Equal(8, scout.IndependentFields);
        Assert.Equal([1, 2, 3], scout.CriticalDifference.Ranks.AverageRanks);
        Assert.Equal(["good"], scout.Alike.Select(candidate => candidate.Name));
        Assert.Equal([Verdict.Greater, Verdict.Greater, Verdict.Greater], scout.Pairs.Select(pair => pair.Verdict));
        // All 8 fields point the same way: 2/2⁸ = 0.0078, adjusted for three pairs.
        Assert.All(scout.Pairs, pair => Assert.Equal(3 * 2 / 256.0, pair.P, 9));
    }

    [Fact]
    public void Models_and_methods_can_be_mixed_and_a_models_own_method_is_recognised()
    {
        var model = Zoo.Open("unet-nuclei-small");
        var fields = Dataset.Open("dsb2018-fluo", "embedded").Test.Take(2).ToList();
        var scout = Scout.Compare(fields, margin: 0.05, ("Ours", model.Segment), ("Nothing", image => new LabelImage(image.Height, image.Width)));
        Assert.Same(model, scout.Candidates[0].Candidate.Model);
        Assert.Equal(["Ours", "Nothing", "Otsu + watershed"], scout.Candidates.Select(candidate => candidate.Name));
        Assert.True(scout.Candidates[0].Memory > 1_000_000, $"{scout.Candidates[0].Memory}");
        Assert.Equal("unet-nuclei-small", Scout.Compare(fields, 0.05, Candidate.Of(model)).Candidates[0].Name);
    }
}

/// <summary>Fields with ten separate objects, and candidates that leave out as many as a test asks for.</summary>
internal static class ScoutFields
{
    public const int Objects = 10;

    /// <summary>A row for each object: four pixels of it, then two of background. The provenance numbers the field.</summary>
    public static IReadOnlyList<Sample> Of(int count, int perGroup = 1, string dataSet = "", string split = "") => [.. Enumerable.Range(0, count).Select(n => new Sample(
        $"field-{n}", $"group-{n / perGroup}", split, () => new Image(1, Objects * 2, 6) { Provenance = n.ToString(CultureInfo.InvariantCulture) }, () => Labels(Objects)) { DataSet = dataSet })];

    public static LabelImage Labels(int objects)
    {
        var values = new int[Objects * 2 * 6];
        for (var n = 0; n < objects; n++)
            values.AsSpan(n * 12, 4).Fill(n + 1);
        return new LabelImage(Objects * 2, 6, values);
    }

    public static Func<Image, LabelImage> LeavingOut(params int[] missing) => image => Labels(Objects - missing[Number(image)]);

    public static int Number(Image image) => int.Parse(image.Provenance, CultureInfo.InvariantCulture);
}
