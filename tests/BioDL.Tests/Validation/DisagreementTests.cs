using BioDL.Data;
using BioDL.Hosting;
using BioDL.Images;
using BioDL.Validation;

namespace BioDL.Tests.Validation;

public sealed class DisagreementTests
{
    [Fact]
    public void Conflict_is_one_less_the_overlap_of_the_two_objects_at_a_pixel()
    {
        // A has one object of two pixels, B cuts it in two (IoU 1/2 each) and has another one, C finds nothing.
        LabelImage a = new(1, 4, [1, 1, 0, 0]), b = new(1, 4, [1, 2, 3, 0]), c = new(1, 4);
        Assert.Equal([0.5f, 0.5f, 1, 0], DisagreementMap.Of([a, b]).Values.ToArray());
        // Pairs AB, AC, BC: (0.5 + 1 + 1)/3, the same, (1 + 0 + 1)/3, 0.
        Assert.Equal([2.5f / 3, 2.5f / 3, 2f / 3, 0], DisagreementMap.Of([a, b, c]).Values.ToArray(), (x, y) => MathF.Abs(x - y) < 1e-6f);
        Assert.Equal([0f, 0, 0, 0], DisagreementMap.Of([b, new LabelImage(1, 4, [9, 4, 7, 0])]).Values.ToArray());
        Assert.Equal([0f], DisagreementMap.Of([new LabelImage(1, 1)]).Values.ToArray());
    }

    [Fact]
    public void The_worst_part_is_found_wherever_it_lies()
    {
        var values = new float[6 * 8];
        (values[4 * 8 + 6], values[5 * 8 + 7], values[0]) = (1, 1, 1);
        Assert.Equal((new Region(6, 4, 2, 2), 0.5), DisagreementMap.Worst(new Image(1, 6, 8, values), 2));
        Assert.Equal((new Region(0, 0, 8, 6), 3 / 48.0), DisagreementMap.Worst(new Image(1, 6, 8, values), 100));
        Assert.Equal(new Region(0, 0, 3, 3), DisagreementMap.Worst(new Image(1, 6, 8), 3).Part);
    }

    [Fact]
    public void Hot_spots_come_from_every_field_before_a_field_comes_again()
    {
        // Fields 0 and 1 are one photograph and the worst; the others follow.
        var scout = Scout.Compare(ScoutFields.Of(8, perGroup: 2), new ScoutOptions { Margin = 0.05, Baselines = false },
            ("perfect", _ => ScoutFields.Labels(10)), ("poor", ScoutFields.LeavingOut(9, 8, 1, 2, 3, 0, 0, 0)));
        var spots = scout.HotSpots(4);
        Assert.Equal(["field-0", "field-4", "field-3", "field-1"], spots.Select(spot => spot.Field.Id));
        // 9 of 10 objects of 4 pixels in 20 × 6: 36/120.
        Assert.Equal(0.3, spots[0].Disagreement, 6);
        Assert.Equal([("perfect", 10), ("poor", 1)], spots[0].Said.Select(answer => (answer.Candidate, answer.Found.Count)));
        Assert.StartsWith("1. field-0, 6 × 20 pixels from row 0, column 0, disagreement 0.30: labels 10, perfect 10, poor 1\n2. field-4", spots.ToString(), StringComparison.Ordinal);
        Assert.Contains("poor: 1", spots.ToMimeBundle()[MimeBundle.Html], StringComparison.Ordinal);
        Assert.Contains("Where they conflict", scout.Disagreement(scout.Fields[0]).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Agreement_has_no_hot_spots_and_strange_fields_are_refused()
    {
        var scout = Scout.Compare(ScoutFields.Of(2), new ScoutOptions { Margin = 0.05, Baselines = false }, ("A", _ => ScoutFields.Labels(10)), ("B", _ => ScoutFields.Labels(10)));
        Assert.Empty(scout.HotSpots());
        Assert.Equal("The candidates agree in every pixel of every field.", scout.HotSpots().ToMimeBundle()[MimeBundle.PlainText]);
        Assert.Throws<ArgumentOutOfRangeException>(() => scout.HotSpots(0));
        var strange = new Sample("strange", "x", "", () => new Image(1, 1, 1), () => new LabelImage(1, 1));
        Assert.StartsWith("strange is not among the 2 images that were compared on; expected one of them, such as field-0.", Assert.Throws<ArgumentException>(() => scout.Disagreement(strange)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(new[] { 0 })]
    [InlineData(new[] { 5, 5, 5, 0, 0, 7 })]
    [InlineData(new[] { 1, 2, 1, 2, 1, 2 })]
    public void Labels_survive_being_stored_as_runs(int[] labels)
    {
        var back = new LabelRuns(new LabelImage(1, labels.Length, labels) { PixelSize = 0.5 }).ToLabels();
        Assert.Equal(labels, back.Values.ToArray());
        Assert.Equal(0.5, back.PixelSize);
    }
}
