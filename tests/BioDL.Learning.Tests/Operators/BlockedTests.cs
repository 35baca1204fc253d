using BioDL.Learning.Graphs;
using BioDL.Learning.Tests.Kernels;

namespace BioDL.Learning.Tests.Operators;

/// <summary>What operators make of images whose channels lie in blocks, with NaN in the lanes that no channel fills, is what they make of plain ones.</summary>
public sealed class BlockedTests
{
    private static readonly int[] Image = [2, 19, 9, 11];

    public static TheoryData<string, int[]> Pairs
    {
        get
        {
            var data = new TheoryData<string, int[]>();
            foreach (var name in new[] { "Add", "Sub", "Mul", "Div", "Max", "Pow" })
            {
                foreach (var other in (int[][])[[], [1], [2, 19, 9, 11], [19, 1, 1], [1, 19, 1, 1], [2, 19, 1, 1], [2, 1, 9, 11], [9, 11], [11], [19, 9, 11], [2, 1, 1, 1], [1, 1, 9, 1]])
                    data.Add(name, other);
            }
            data.Add("PRelu", [19, 1, 1]);
            data.Add("PRelu", [1]);
            data.Add("Add", [3, 1, 1, 1, 1]);
            return data;
        }
    }

    [Theory, MemberData(nameof(Pairs))]
    public void A_blocked_image_meets_anything(string name, int[] other)
    {
        using var x = NodeTrial.Random(new Random(1), Image);
        var constants = new Dictionary<string, Tensor> { ["c"] = NodeTrial.Random(new Random(2), other) };
        Same([new Node { Operator = name, Inputs = ["x", "c"], Outputs = ["v0"] }], x, constants);
        if (name != "PRelu")
            Same([new Node { Operator = name, Inputs = ["c", "x"], Outputs = ["v0"] }], x, constants);
    }

    [Theory]
    [InlineData("Relu")]
    [InlineData("Sigmoid")]
    [InlineData("Clip")]
    [InlineData("Softplus")]
    [InlineData("Round")]
    [InlineData("GlobalAveragePool")]
    [InlineData("Softmax")]
    [InlineData("ReduceMean")]
    public void A_blocked_image_goes_through(string name)
    {
        using var x = NodeTrial.Random(new Random(1), Image);
        Same([new Node { Operator = name, Inputs = ["x"], Outputs = ["v0"] }, new Node { Operator = "Mul", Inputs = ["v0", "v0"], Outputs = ["v1"] }], x, []);
    }

    [Fact]
    public void Channels_of_a_blocked_image_are_normalised_and_weighted()
    {
        using var x = NodeTrial.Random(new Random(1), Image);
        var constants = Enumerable.Range(0, 3).ToDictionary(n => $"c{n}", n => NodeTrial.Random(new Random(n), 19));
        constants["variance"] = Tensor.From([.. Enumerable.Range(1, 19).Select(n => n / 7f)], 19);
        Same(
            [
                new Node { Operator = "BatchNormalization", Inputs = ["x", "c0", "c1", "c2", "variance"], Outputs = ["v0"] },
                new Node { Operator = "InstanceNormalization", Inputs = ["v0", "c0", "c1"], Outputs = ["v1"] },
                new Node { Operator = "GlobalAveragePool", Inputs = ["v0"], Outputs = ["v2"] },
                new Node { Operator = "Mul", Inputs = ["v2", "v1"], Outputs = ["v3"] },
                new Node { Operator = "Sum", Inputs = ["v3", "v0", "v2"], Outputs = ["v4"] },
            ],
            x, constants);
    }

    private static void Same(Node[] nodes, Tensor x, Dictionary<string, Tensor> constants)
    {
        foreach (var threads in new[] { 1, 2 })
        {
            var compute = new ComputeOptions { Threads = threads };
            using var plain = NodeTrial.Run(nodes, x, constants, compute);
            using var blocked = NodeTrial.Run(nodes, x, constants, compute, isBlocked: true);
            Assert.Equal(plain.Shape, blocked.Shape);
            var (expected, found) = (plain.ToArray<float>(), blocked.ToArray<float>());
            for (var n = 0; n < expected.Length; n++)
                Assert.True(expected[n].Equals(found[n]) || Math.Abs(expected[n] - found[n]) <= 1e-6 + 1e-5 * Math.Abs(expected[n]), $"{nodes[0]}: element {n} is {found[n]} of a blocked, {expected[n]} of a plain image");
        }
    }
}
