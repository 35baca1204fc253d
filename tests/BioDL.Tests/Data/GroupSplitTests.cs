using BioDL.Data;
using BioDL.Images;

namespace BioDL.Tests.Data;

public sealed class GroupSplitTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(99)]
    public void No_group_is_cut_and_no_sample_is_lost(int seed)
    {
        var samples = Samples(Enumerable.Range(0, 40).Select(i => ($"field-{i}", 1 + i % 5)));
        var split = GroupSplit.Of(samples, 0.25, seed);
        Assert.Empty(Groups(split.Train).Intersect(Groups(split.Test)));
        Assert.Equal(samples.OrderBy(sample => sample.Id), split.Train.Concat(split.Test).OrderBy(sample => sample.Id));
        Assert.InRange(split.Test.Count / (double)samples.Count, 0.24, 0.26);
    }

    [Fact]
    public void Each_sample_is_tested_in_exactly_one_fold_and_no_fold_cuts_a_group()
    {
        var samples = Samples(Enumerable.Range(0, 17).Select(i => ($"field-{i}", 1 + i % 3)));
        var folds = GroupSplit.Folds(samples, 4);
        Assert.Equal(samples.Select(sample => sample.Id).Order(), folds.SelectMany(fold => fold.Test).Select(sample => sample.Id).Order());
        Assert.All(folds, fold => Assert.Empty(Groups(fold.Train).Intersect(Groups(fold.Test))));
        Assert.All(folds, fold => Assert.InRange(fold.Test.Count, 7, 10)); // 33 samples
    }

    [Fact]
    public void The_same_seed_splits_alike_whatever_the_order_of_the_samples_and_another_seed_differently()
    {
        var samples = Samples(Enumerable.Range(0, 30).Select(i => ($"field-{i}", 2)));
        var one = GroupSplit.Of(samples, 0.2, 7);
        Assert.Equal(Groups(one.Test).Order(), Groups(GroupSplit.Of([.. samples.AsEnumerable().Reverse()], 0.2, 7).Test).Order());
        Assert.NotEqual(Groups(one.Test).Order(), Groups(GroupSplit.Of(samples, 0.2, 8).Test).Order());
    }

    [Fact]
    public void Strata_are_spread_over_the_folds_in_proportion()
    {
        // 20 slides of ten cells; every fourth slide holds rare cells only.
        var samples = Samples(Enumerable.Range(0, 20).Select(i => ($"slide-{i}", 10)), i => i / 10 % 4 == 0 ? "rare" : "common");
        var folds = GroupSplit.Folds(samples, 5, stratifyBy: sample => sample.Class);
        Assert.All(folds, fold => Assert.Equal((10, 30), (fold.Test.Count(cell => cell.Class == "rare"), fold.Test.Count(cell => cell.Class == "common"))));
    }

    [Fact]
    public void A_class_that_one_side_lacks_is_named()
    {
        var samples = Samples(Enumerable.Range(0, 10).Select(i => ($"slide-{i}", 1)), i => i == 0 ? "basophil" : "neutrophil");
        var note = GroupSplit.Of(samples, 0.3, stratifyBy: sample => sample.Class).Note;
        Assert.Matches("'basophil' is missing from the (test|training) side", note);
    }

    [Fact]
    public void Few_groups_to_test_on_are_said() => Assert.Contains(
        "10 groups to train on, 2 to test on. Only 2 independent groups to test on: a score over so few says little about other fields",
        GroupSplit.Of(Samples(Enumerable.Range(0, 12).Select(i => ($"field-{i}", 3))), 1 / 6.0).Note, StringComparison.Ordinal);

    [Fact]
    public void One_group_cannot_be_split() => Assert.StartsWith(
        "All 8 samples belong to the one group 'slide-1': a split would cut it, and both sides would show the same field.",
        Assert.Throws<DatasetException>(() => GroupSplit.Of(Samples([("slide-1", 8)]))).Message, StringComparison.Ordinal);

    [Fact]
    public void More_folds_than_groups_are_refused_with_the_reason_and_what_would_do() => Assert.Equal(
        "5 folds were asked for, but the 12 samples come from 3 groups: a fold would have to cut one, and both sides would show the same field. "
        + "Ask for at most 3 folds, or collect more fields.",
        Assert.Throws<DatasetException>(() => GroupSplit.Folds(Samples([("a", 4), ("b", 4), ("c", 4)]), 5)).Message);

    [Fact]
    public void A_share_that_only_a_cut_would_reach_is_refused_with_the_nearest_one() => Assert.StartsWith(
        "20% of the samples to test on cannot be had from 2 whole groups (of 40 to 60 samples): the nearest is 40%. Reaching it would cut a group",
        Assert.Throws<DatasetException>(() => GroupSplit.Of(Samples([("a", 60), ("b", 40)]), 0.2)).Message.Replace(" %", "%", StringComparison.Ordinal),
        StringComparison.Ordinal);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(double.NaN)]
    public void A_share_outside_0_and_1_is_refused(double share) =>
        Assert.Contains("above 0 and below 1", Assert.Throws<ArgumentOutOfRangeException>(() => GroupSplit.Of(Samples([("a", 1), ("b", 1)]), share)).Message, StringComparison.Ordinal);

    [Fact]
    public void A_data_set_with_a_published_test_part_keeps_it_apart()
    {
        using var places = new TemporaryPlaces();
        var data = Dataset.OpenFrom(places.Store(), "dsb2018-fluo", "embedded", 1);
        var split = data.Split();
        Assert.Equal(data.Train.Count, split.Train.Count + split.Test.Count);
        Assert.Empty(split.Train.Concat(split.Test).Intersect(data.Test));
        Assert.Equal(data.Train.Count, data.Folds(4).Sum(fold => fold.Test.Count));
    }

    private static List<Sample> Samples(IEnumerable<(string Group, int Count)> groups, Func<int, string>? classOf = null)
    {
        var samples = new List<Sample>();
        foreach (var (group, count) in groups)
        {
            for (var i = 0; i < count; i++)
                samples.Add(new Sample($"{group}-{i}", group, "", () => new Image(1, 1, 1), () => new LabelImage(1, 1)) { Class = classOf?.Invoke(samples.Count) });
        }
        return samples;
    }

    private static HashSet<string> Groups(IEnumerable<Sample> samples) => [.. samples.Select(sample => sample.Group)];
}
