using BioDL.Classical;
using BioDL.Tests.Fixtures;

namespace BioDL.Tests.Classical;

public sealed class RandomForestTests
{
    private const int Training = 400;

    public static TheoryData<string, int, string> Problems()
    {
        var data = new TheoryData<string, int, string>();
        foreach (var (name, features) in new[] { ("three", 8), ("moons", 5), ("rare", 6), ("steps", 4) })
        {
            foreach (var settings in new[] { "plain", "small", "balanced" })
                data.Add(name, features, settings);
        }
        return data;
    }

    [Theory]
    [MemberData(nameof(Problems))]
    public void Ten_forests_agree_on_average_with_ten_of_scikit_learn(string name, int features, string settings)
    {
        var values = Fixture.Array<float>("forest.npz", $"{name}-x");
        var classes = Fixture.Array<int>("forest.npz", $"{name}-y");
        var figures = Fixture.Array<double>("forest.npz", $"{name}-{settings}-figures");
        var probabilities = Fixture.Array<float>("forest.npz", $"{name}-{settings}-probabilities");
        var importances = Fixture.Array<float>("forest.npz", $"{name}-{settings}-importances");
        var options = settings switch
        {
            "small" => new ForestOptions { MaximumDepth = 4, MinimumLeaf = 5 },
            "balanced" => new ForestOptions { Balanced = true, MinimumLeaf = 3 },
            _ => new ForestOptions(),
        };
        var forests = Enumerable.Range(0, 10).Select(seed => RandomForest.Train(values[..(Training * features)], features, classes[..Training], options, seed)).ToArray();
        var answers = forests.Select(forest => forest.Probabilities(values[(Training * features)..])).ToArray();
        var accuracy = answers.Average(answer => Accuracy(answer, classes[Training..]));
        Assert.Equal(figures[0], accuracy, 0.015);
        Assert.Equal(figures[1], forests.Average(forest => forest.OutOfBagError), 0.025);
        var difference = Enumerable.Range(0, probabilities.Length).Average(i => Math.Abs(answers.Average(answer => answer[i]) - probabilities[i]));
        Assert.InRange(difference, 0, 0.02);
        for (var feature = 0; feature < features; feature++)
            Assert.Equal(importances[feature], forests.Average(forest => forest.ImpurityImportances[feature]), 0.03);
    }

    [Fact]
    public void One_border_tells_two_classes_apart_and_lies_in_the_middle()
    {
        var forest = RandomForest.Train([1, 2, 3, 7, 8, 9], 1, [0, 0, 0, 1, 1, 1], new ForestOptions { Trees = 200 }, seed: 3);
        var answers = forest.Probabilities([-100, 1, 9, 100]);
        Assert.Equal([1f, 1f], new[] { answers[0], answers[2] }, (a, b) => Math.Abs(a - b) < 0.05f);
        Assert.Equal([1f, 1f], new[] { answers[5], answers[7] }, (a, b) => Math.Abs(a - b) < 0.05f);
        Assert.Equal([1.0], forest.ImpurityImportances);
    }

    [Fact]
    public void A_tree_splits_where_Gini_says()
    {
        // By hand: values 0 to 5 of the classes a a b a b b. Borders after 1, 2 … 5 samples leave Σ w² ÷ w of 3.4, 4, 3.33, 4, 3.4; the first of the two best is taken,
        // after two; its right half b a b b is split after two more, and b a once more.
        var grower = Grower([0, 1, 2, 3, 4, 5], 1, [0, 0, 1, 0, 1, 1], new ForestOptions());
        var tree = grower.Grow([1, 1, 1, 1, 1, 1], new SeededStream(1, 1));
        var questions = tree.Nodes.Where(node => !TreeNodes.IsLeaf(node)).Select(TreeNodes.BinOf).ToArray();
        Assert.Equal([1, 3, 2], questions);
        Assert.Equal([1, 0, 0, 1, 0, 1, 1, 0], tree.Leaves);
        // Gains: 4 − 3, then 3.33 − 2.5 (b a | b b is 1 + 2 = 3; b a b b is 10 ÷ 4), then 2 − 1: Σ w² ÷ w of the leaves (6) less that of the root (3).
        Assert.Equal(3.0, tree.Gains[0], 1e-12);
    }

    [Fact]
    public void Exclusive_or_takes_two_questions_although_the_first_gains_nothing()
    {
        float[] corners = [0, 0, 0, 1, 1, 0, 1, 1];
        var tree = Grower(corners, 2, [0, 1, 1, 0], new ForestOptions { MaximumDepth = 2, FeaturesPerSplit = 2 }).Grow([1, 1, 1, 1], new SeededStream(1, 1));
        Assert.Equal(7, tree.Nodes.Length);
        var forest = new RandomForest(FeatureBins.Of(corners, 2, default), ForestTrees.Of([tree], 2), 0, []);
        Assert.Equal([1, 0, 0, 1, 0, 1, 1, 0], forest.Probabilities(corners));
        var stump = Grower(corners, 2, [0, 1, 1, 0], new ForestOptions { MaximumDepth = 1 }).Grow([1, 1, 1, 1], new SeededStream(1, 1));
        Assert.Equal([0.5f, 0.5f, 0.5f, 0.5f], stump.Leaves);
    }

    [Fact]
    public void Pure_and_constant_nodes_are_leaves()
    {
        var pure = Grower([1, 2, 3], 1, [1, 1, 1], new ForestOptions()).Grow([1, 1, 1], new SeededStream(1, 1));
        Assert.Equal([0, 1], pure.Leaves);
        var constant = Grower([5, 5, 5, 5], 1, [0, 0, 0, 1], new ForestOptions()).Grow([1, 1, 1, 1], new SeededStream(1, 1));
        Assert.Equal([0.75f, 0.25f], constant.Leaves);
    }

    [Fact]
    public void Draws_and_class_weights_count()
    {
        var drawn = Grower([5, 5, 5], 1, [0, 1, 1], new ForestOptions()).Grow([3, 1, 0], new SeededStream(1, 1));
        Assert.Equal([0.75f, 0.25f], drawn.Leaves);
        // Balanced: weights 4 ÷ (2 × 3) and 4 ÷ (2 × 1), so that both classes weigh 2.
        var balanced = Grower([5, 5, 5, 5], 1, [0, 0, 0, 1], new ForestOptions { Balanced = true }).Grow([1, 1, 1, 1], new SeededStream(1, 1));
        Assert.Equal([0.5f, 0.5f], balanced.Leaves);
    }

    [Fact]
    public void Small_leaves_are_not_made()
    {
        var tree = Grower([0, 1, 2, 3, 4, 5], 1, [0, 1, 1, 1, 1, 1], new ForestOptions { MinimumLeaf = 2 }).Grow([1, 1, 1, 1, 1, 1], new SeededStream(1, 1));
        Assert.Equal([1], tree.Nodes.Where(node => !TreeNodes.IsLeaf(node)).Select(TreeNodes.BinOf));
        Assert.Equal([0.5f, 0.5f, 0, 1], tree.Leaves);
    }

    [Fact]
    public void Features_of_one_value_do_not_count_as_tried()
    {
        // One try per split among nine constants and one that tells all: it must be found at every root.
        float[] values = [.. Enumerable.Range(0, 20).SelectMany(sample => Enumerable.Range(0, 10).Select(feature => feature == 6 ? sample : 1f))];
        var forest = RandomForest.Train(values, 10, [.. Enumerable.Range(0, 20).Select(sample => sample / 10)], new ForestOptions { FeaturesPerSplit = 1 });
        Assert.Equal(1, forest.ImpurityImportances[6], 1e-12);
    }

    [Fact]
    public void The_same_seed_gives_the_same_forest_and_another_seed_another()
    {
        var values = Fixture.Array<float>("forest.npz", "three-x");
        var classes = Fixture.Array<int>("forest.npz", "three-y");
        float[] First(int seed) => RandomForest.Train(values, 8, classes, new ForestOptions { Trees = 12 }, seed).Probabilities(values);
        Assert.Equal(First(5), First(5));
        Assert.NotEqual(First(5), First(6));
    }

    [Fact]
    public void Bins_hold_every_value_by_itself_up_to_256_of_them()
    {
        float[] values = [.. Enumerable.Range(0, 256).Reverse().Select(value => value * 0.5f)];
        var bins = FeatureBins.Of(values, 1, default);
        var sorted = new byte[256];
        bins.Sort(0, values, sorted);
        Assert.Equal(Enumerable.Range(0, 256).Reverse().Select(value => (byte)value), sorted);
        bins.Sort(0, [-5, 0.25f, 0.2500001f, 1e9f], sorted);
        Assert.Equal([0, 0, 1, 255], sorted[..4]);
    }

    [Fact]
    public void Many_values_share_bins_of_about_equal_size()
    {
        var random = new Random(1);
        float[] values = [.. Enumerable.Range(0, 10_000).Select(_ => (float)Math.Exp(5 * random.NextDouble()))];
        var sorted = new byte[values.Length];
        FeatureBins.Of(values, 1, default).Sort(0, values, sorted);
        Assert.All(sorted.CountBy(bin => bin), bin => Assert.InRange(bin.Value, 30, 50));
        Assert.Equal(256, sorted.Distinct().Count());
        Assert.Equal(values.Order().Zip(sorted.Order()).OrderBy(pair => pair.First).Select(pair => pair.Second), sorted.Order());
    }

    [Fact]
    public void A_value_that_most_samples_share_leaves_room_for_the_others()
    {
        float[] values = [.. Enumerable.Repeat(0f, 5000), .. Enumerable.Range(1, 1000).Select(value => (float)value)];
        var sorted = new byte[values.Length];
        FeatureBins.Of(values, 1, default).Sort(0, values, sorted);
        Assert.InRange(sorted.Distinct().Count(), 200, 256);
    }

    [Fact]
    public void Noise_weighs_nothing_and_what_decides_weighs_much()
    {
        var random = new Random(2);
        float[] values = [.. Enumerable.Range(0, 3000).Select(_ => random.NextSingle())];
        int[] classes = [.. Enumerable.Range(0, 1000).Select(sample => values[3 * sample + 1] > 0.5f ? 1 : 0)];
        var training = ForestTraining.Prepare(values, 3, classes, 2, new ForestOptions());
        var result = training.Grow(Bags.OfSamples(1000), 1);
        var losses = training.PermutationImportances(result, 1);
        // Exchanged at random, half of the answers are wrong.
        Assert.InRange(losses[1], 0.4, 0.55);
        Assert.InRange(losses[0], -0.02, 0.03);
        Assert.InRange(losses[2], -0.02, 0.03);
        Assert.InRange(result.Forest.OutOfBagError, 0, 0.02);
    }

    [Fact]
    public void Out_of_bag_answers_of_random_classes_are_no_better_than_chance()
    {
        var random = new Random(3);
        float[] values = [.. Enumerable.Range(0, 4000).Select(_ => random.NextSingle())];
        int[] classes = [.. Enumerable.Range(0, 1000).Select(_ => random.Next(2))];
        Assert.InRange(RandomForest.Train(values, 4, classes).OutOfBagError, 0.44, 0.56);
    }

    [Fact]
    public void Bags_of_groups_hold_whole_groups_and_every_class()
    {
        int[] groups = [0, 0, 0, 1, 2, 2, 3, 3], classes = [0, 0, 0, 0, 1, 1, 1, 1];
        var bags = Bags.OfGroups(groups, classes);
        for (var i = 0; i < 50; i++)
        {
            var random = new SeededStream(1, i);
            var draws = bags.Draw(ref random);
            Assert.Equal((draws[0], draws[0], draws[4], draws[6]), (draws[1], draws[2], draws[5], draws[7]));
            Assert.Equal((2, 2), (draws[0] + draws[3], draws[4] + draws[6]));
        }
    }

    [Fact]
    public void What_does_not_fit_is_refused()
    {
        Assert.Equal("Found 3 values for 2 samples of 2 features; expected samples × features of them, and 1 to 1,024 features.",
            Assert.Throws<ArgumentException>(() => RandomForest.Train([1, 2, 3], 2, [0, 1])).Message);
        Assert.Equal("Found NaN in sample 1, feature 0; expected finite values.",
            Assert.Throws<ArgumentException>(() => RandomForest.Train([1, float.NaN], 1, [0, 1])).Message);
        Assert.StartsWith("There is no sample to learn from.", Assert.Throws<ArgumentException>(() => RandomForest.Train([], 1, [])).Message, StringComparison.Ordinal);
        Assert.StartsWith("Found classes from -1 to 1", Assert.Throws<ArgumentException>(() => RandomForest.Train([1, 2], 1, [-1, 1])).Message, StringComparison.Ordinal);
        Assert.Equal("Found 0 trees; expected 1 to 10,000.",
            Assert.Throws<ArgumentException>(() => RandomForest.Train([1, 2], 1, [0, 1], new ForestOptions { Trees = 0 })).Message);
        Assert.Equal("Found a maximum depth of 65; expected 1 to 64, or null for no limit.",
            Assert.Throws<ArgumentException>(() => RandomForest.Train([1, 2], 1, [0, 1], new ForestOptions { MaximumDepth = 65 })).Message);
    }

    private static TreeGrower Grower(float[] values, int features, int[] classes, ForestOptions options) =>
        new(ForestSamples.From(values, FeatureBins.Of(values, features, default), classes, 2, options.Balanced, default), options);

    private static double Accuracy(float[] probabilities, int[] classes)
    {
        var count = probabilities.Length / classes.Length;
        return classes.Select((each, i) => Enumerable.Range(0, count).MaxBy(c => probabilities[i * count + c]) == each ? 1.0 : 0).Average();
    }
}
