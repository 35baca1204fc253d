using BioDL.Data;
using BioDL.Hosting;
using BioDL.Images;
using BioDL.Models;
using BioDL.Statistics;
using BioDL.Validation;
using Verdict = BioDL.Statistics.Verdict;

namespace BioDL.Tests.Validation;

public sealed class ScoutTests
{
    private static readonly ScoutOptions Alone = new() { Margin = 0.05, Baselines = false };

    private static readonly Func<Image, LabelImage> Perfect = _ => ScoutFields.Labels(ScoutFields.Objects);

    [Fact]
    public void The_table_of_three_candidates_with_known_scores()
    {
        // 8 fields of 10 objects; each candidate leaves out a stated number of them, so that accuracy is 1 − n/10.
        var scout = Scout.Compare(ScoutFields.Of(8), Alone,
            ("fair", ScoutFields.LeavingOut(2, 3, 2, 3, 2, 3, 2, 3)), ("good", ScoutFields.LeavingOut(1, 1, 1, 1, 1, 1, 1, 1)), ("poor", ScoutFields.LeavingOut(5, 6, 5, 6, 5, 6, 5, 6)));
        Assert.Equal([0.75, 0.9, 0.45], scout.Candidates.Select(candidate => candidate.MeanScore), Close);
        Assert.Equal("good", scout.Best.Name);
        Assert.Equal([60, 72, 36], scout.Candidates.Select(candidate => candidate.Counted));
        Assert.All(scout.Candidates, candidate => Assert.Equal(80, candidate.Labelled));
        Assert.Equal([2, 1, 3], scout.CriticalDifference.Ranks.AverageRanks);
        Assert.Equal(["good"], scout.Alike.Select(candidate => candidate.Name));
        Assert.Empty(scout.Equivalent);
        Assert.Equal([("good", "fair"), ("good", "poor"), ("fair", "poor")], scout.Pairs.Select(pair => (pair.First.Name, pair.Second.Name)));
        Assert.All(scout.Pairs, pair => Assert.Equal(Verdict.Greater, pair.Verdict));
        // All 8 fields point the same way: 2/2⁸, adjusted for three pairs.
        Assert.All(scout.Pairs, pair => Assert.Equal(3 * 2 / 256.0, pair.P, 9));
        Assert.Contains("Worse: fair, 0.150 lower", scout.ToString(), StringComparison.Ordinal);
        Assert.Equal(6, scout.Candidates[0].FieldScores[1].Counted - 1);
    }

    [Fact]
    public void Images_of_a_field_are_averaged_before_anything_is_counted()
    {
        // 12 images of 6 photographs; the candidate misses objects in the first of each two only.
        var scout = Scout.Compare(ScoutFields.Of(12, perGroup: 2), Alone, ("perfect", Perfect), ("half", ScoutFields.LeavingOut(4, 0, 4, 0, 4, 0, 4, 0, 4, 0, 2, 0)));
        Assert.Equal(6, scout.IndependentFields);
        Assert.Equal([0.8, 0.8, 0.8, 0.8, 0.8, 0.9], scout.Candidates[1].ByGroup, Close);
        Assert.Equal(2 / 64.0, scout.Pairs.Single().P, 9);
        Assert.Contains("6 independent fields, 12 images", scout.ToString(), StringComparison.Ordinal);
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
        Assert.Contains(scout.Methods, line => line.StartsWith("Ours is the model unet-nuclei-small, without a stated version (SHA-256 of its weights: 9dfa6a67031", StringComparison.Ordinal));
        Assert.Equal("unet-nuclei-small", Scout.Compare(fields, 0.05, Candidate.Of(model)).Candidates[0].Name);
    }

    [Fact]
    public void Equal_candidates_are_equivalent_and_never_told_apart()
    {
        var scout = Scout.Compare(ScoutFields.Of(8), Alone, ("A", ScoutFields.LeavingOut(1, 2, 3, 1, 2, 3, 1, 2)), ("B", ScoutFields.LeavingOut(1, 2, 3, 1, 2, 3, 1, 2)));
        // 8 differences of 0 moved by the margin all point the same way: 1/2⁸.
        Assert.Equal((1.0, 1 / 256.0, Verdict.Equivalent), (scout.Pairs[0].P, scout.Pairs[0].PEquivalence, scout.Pairs[0].Verdict));
        Assert.Equal(["A", "B"], scout.Alike.Select(candidate => candidate.Name));
        Assert.Equal(["B"], scout.Equivalent.Select(candidate => candidate.Name));
        Assert.Null(scout.SmallestDifference);
        Assert.Null(scout.Pairs[0].Effect);
        Assert.Contains("Equivalent to it within ±0.05: B, 0.000 lower", scout.ToString(), StringComparison.Ordinal);
        Assert.Contains("all candidates have the same score in every field", Scout.Compare(ScoutFields.Of(6), Alone, ("A", Perfect), ("B", Perfect), ("C", Perfect)).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Of_fewer_than_six_fields_it_cannot_tell()
    {
        var scout = Scout.Compare(ScoutFields.Of(5), Alone, ("perfect", Perfect), ("poor", ScoutFields.LeavingOut(5, 5, 5, 5, 4)), ("fair", ScoutFields.LeavingOut(1, 1, 1, 1, 0)));
        Assert.StartsWith("3 candidates on 5 independent fields, margin ±0.05\nCannot tell with 5 independent fields: perfect has the highest mean accuracy at IoU 0.5, 1.000", scout.ToString(), StringComparison.Ordinal);
        Assert.Empty(scout.Pairs);
        Assert.Equal(3, scout.Alike.Count);
        Assert.Equal("A critical-difference diagram takes 3 candidates, 6 independent fields and scores that differ; here are 3 candidates and 5 fields. See Table and Chart.",
            Assert.Throws<InvalidOperationException>(() => scout.CriticalDifference).Message);
        Assert.StartsWith("2 candidates on 1 independent field", Scout.Compare(ScoutFields.Of(1), Alone, ("perfect", Perfect), ("B", Perfect)).ToMimeBundle()[MimeBundle.PlainText], StringComparison.Ordinal);
    }

    [Fact]
    public void A_candidate_that_fails_on_an_image_scores_nothing_there_and_is_named()
    {
        var scout = Scout.Compare(ScoutFields.Of(8), Alone, ("perfect", Perfect),
            ("throws", image => ScoutFields.Number(image) == 3 ? throw new InvalidOperationException("no nuclei here") : Perfect(image)),
            ("small", image => ScoutFields.Number(image) == 4 ? new LabelImage(2, 3) : Perfect(image)),
            ("empty-handed", _ => null!));
        Assert.Equal([1, 7 / 8.0, 7 / 8.0, 0], scout.Candidates.Select(candidate => candidate.MeanScore), Close);
        Assert.Equal("field-3", scout.Candidates[1].Failures.Single().Field.Id);
        Assert.Contains("throws failed on 1 of 8 images, each counted with a score of 0 (field-3: no nuclei here).", scout.Cautions);
        Assert.Contains("small failed on 1 of 8 images, each counted with a score of 0 (field-4: it returned labels of 3 × 2 pixels for an image of 6 × 20).", scout.Cautions);
        Assert.Contains("empty-handed failed on every image, each counted with a score of 0 (field-0: it returned nothing; field-1: it returned nothing; field-2: it returned nothing; and 5 more).", scout.Cautions);
    }

    [Fact]
    public void An_interruption_ends_the_comparison() => Assert.Throws<OperationCanceledException>(
        () => Scout.Compare(ScoutFields.Of(3), Alone, ("A", Perfect), ("B", _ => throw new OperationCanceledException())));

    [Fact]
    public void Nothing_to_compare_is_refused_with_advice()
    {
        var fields = ScoutFields.Of(2);
        Assert.StartsWith("Found no field to compare on", Assert.Throws<ArgumentException>(() => Scout.Compare([], 0.05, ("A", Perfect))).Message, StringComparison.Ordinal);
        Assert.StartsWith("Found no candidate", Assert.Throws<ArgumentException>(() => Scout.Compare(fields, 0.05, Array.Empty<Candidate>())).Message, StringComparison.Ordinal);
        Assert.StartsWith("Only A takes part; expected at least two candidates.", Assert.Throws<ArgumentException>(() => Scout.Compare(fields, Alone, ("A", Perfect))).Message, StringComparison.Ordinal);
        Assert.StartsWith("The candidate 'A' is there 2 times", Assert.Throws<ArgumentException>(() => Scout.Compare(fields, 0.05, ("A", Perfect), ("A", Perfect))).Message, StringComparison.Ordinal);
        Assert.StartsWith("The field 'field-0' is there 2 times", Assert.Throws<ArgumentException>(() => Scout.Compare([.. fields, fields[0]], 0.05, ("A", Perfect))).Message, StringComparison.Ordinal);
        Assert.StartsWith("Expected a margin above 0", Assert.Throws<ArgumentOutOfRangeException>(() => Scout.Compare(fields, 0, ("A", Perfect))).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => Scout.Compare(fields, double.NaN, ("A", Perfect)));
        Assert.StartsWith("The score of A on field-0 is NaN", Assert.Throws<ArgumentException>(
            () => Scout.Compare(fields, Alone with { Score = _ => double.NaN }, ("A", Perfect), ("B", Perfect))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Otsu_joins_every_comparison_and_its_inversion_where_backgrounds_are_bright()
    {
        Sample[] dark = [.. Dataset.Open("dsb2018-fluo", "embedded").Test.Take(2)];
        Sample[] bright = [.. dark.Select(field => new Sample(field.Id, field.Group, "", () => field.Image.Like([.. field.Image.Values.ToArray().Select(value => 1 - value)]), () => field.Labels))];
        Assert.Equal(["A", "Otsu + watershed"], Names(Scout.Compare(dark, 0.05, ("A", Nothing))));
        var scout = Scout.Compare(bright, 0.05, ("A", Nothing), ("Ours", Zoo.Open("unet-nuclei-small").Segment));
        Assert.Equal(["A", "Ours", "Otsu + watershed", "inverted, then Otsu + watershed", "inverted, then Ours"], Names(scout));
        Assert.True(scout.Candidates[3].MeanScore > scout.Candidates[2].MeanScore + 0.3, scout.Table.ToString());
        Assert.Equal(["Otsu + watershed", "A"], Names(Scout.Compare(dark, Alone, ("Otsu + watershed", Nothing), ("A", Nothing))));
        Assert.Equal(["Otsu + watershed", "A"], Names(Scout.Compare(dark, 0.05, ("Otsu + watershed", Nothing), ("A", Nothing))));
    }

    [Fact]
    public void A_model_that_saw_the_fields_is_named()
    {
        var own = Zoo.Open("unet-nuclei-small").Description;
        var elsewhere = own with { Config = new Dictionary<string, object?>(), Tags = [], TrainingData = new TrainingData("ilastik/stardist_dsb_training_data") };
        Assert.Equal("M was trained on 3 of these 3 images (dsb2018-fluo, part 'train'): its score there says nothing of new images.", Overlap(own, "dsb2018-fluo", "train"));
        Assert.Equal("M was trained on fields of dsb2018-fluo; the part 'test' that is used here was kept apart. On other microscopes it may do worse.", Overlap(own, "dsb2018-fluo", "test"));
        Assert.Equal("M was published as trained on 'dsb2018' images, from which dsb2018-fluo comes: it may have seen the very images that it is judged on here.", Overlap(elsewhere, "dsb2018-fluo", "test"));
        Assert.Contains("it may have seen the very images", Overlap(elsewhere with { TrainingData = null, Tags = ["nuclei", "dsb2018"] }, "dsb2018-fluo-large", "train"), StringComparison.Ordinal);
        Assert.Null(Overlap(elsewhere, "wbc-d1", ""));
        Assert.Null(Overlap(own, "", "test"));
        Assert.Equal("M does not say what it was trained on: it may have seen these images.", Overlap(elsewhere with { TrainingData = null }, "wbc-d1", ""));
    }

    [Fact]
    public void The_smallest_difference_is_that_of_the_design()
    {
        // Differences 0.1, 0.2, 0.1, 0.2, 0.1, 0.2 have the standard deviation √(6 · 0.05² / 5).
        var scout = Scout.Compare(ScoutFields.Of(6), Alone, ("perfect", Perfect), ("fair", ScoutFields.LeavingOut(1, 2, 1, 2, 1, 2)));
        Assert.Equal(Design.SmallestDetectable(6, Math.Sqrt(6 * 0.0025 / 5)).Difference, scout.SmallestDifference!.Difference, 9);
        Assert.Contains(scout.Methods, line => line.Contains("For differences as small as the margin of 0.05 it would take about", StringComparison.Ordinal));
    }

    [Fact]
    public void Too_many_candidates_for_so_few_fields_are_named_as_such()
    {
        // 2/2⁶ = 0.031, times 3 pairs 0.094; 2 · 3 / 2ⁿ is at most 0.05 from n = 7 on.
        var scout = Scout.Compare(ScoutFields.Of(6), Alone, ("perfect", Perfect), ("poor", ScoutFields.LeavingOut(5, 6, 5, 6, 5, 6)), ("fair", ScoutFields.LeavingOut(1, 2, 1, 2, 1, 2)));
        Assert.Equal(3, scout.Alike.Count);
        Assert.Contains("Of 6 fields the smallest p of a permutation test is 0.0313, adjusted for 3 pairs 0.0938: no two candidates could have been told apart here. At least 7 fields are needed, or fewer candidates.", scout.Cautions);
    }

    [Fact]
    public void The_report_holds_every_part_and_no_markup_of_a_name()
    {
        var scout = Scout.Compare(ScoutFields.Of(8), 0.05, ("<script>x</script>", Perfect), ("poor", ScoutFields.LeavingOut(5, 6, 5, 6, 5, 6, 5, 6)));
        var html = scout.ToMimeBundle()[MimeBundle.Html];
        Assert.All(["3 candidates on 8 independent fields", "Every two candidates", "How it was tested", "Cautions", "Friedman", "Memory (MB)", "Seconds per image"], part => Assert.Contains(part, html, StringComparison.Ordinal));
        Assert.DoesNotContain("<script>", html, StringComparison.Ordinal);
        Assert.Contains("measure the chosen one again", scout.ToMimeBundle()[MimeBundle.PlainText], StringComparison.Ordinal);
    }

    [Fact]
    public void The_same_comparison_says_the_same_again()
    {
        Scout Again() => Scout.Compare(ScoutFields.Of(9), 0.05, ("A", ScoutFields.LeavingOut(1, 2, 3, 4, 3, 2, 1, 0, 1)), ("B", ScoutFields.LeavingOut(2, 2, 5, 4, 4, 2, 1, 1, 1)), ("C", Perfect));
        Assert.Equal(Again().ToString(), Again().ToString());
    }

    private static Func<Image, LabelImage> Nothing => image => new LabelImage(image.Height, image.Width);

    private static IEnumerable<string> Names(Scout scout) => scout.Candidates.Select(candidate => candidate.Name);

    private static string? Overlap(ModelDescription model, string dataSet, string split) => TrainingOverlap.Of("M", model, ScoutFields.Of(3, dataSet: dataSet, split: split));

    private static bool Close(double a, double b) => Math.Abs(a - b) < 1e-12;
}
