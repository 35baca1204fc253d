namespace BioDL.Classical;

/// <summary>Which samples a tree is grown from, and how often each: a draw with replacement (bootstrap).</summary>
internal abstract class Bags
{
    /// <summary>Every sample by itself, as many draws as there are samples.</summary>
    public static Bags OfSamples(int count) => new BySample(count);

    /// <summary>Whole groups, class by class as many draws as the class has groups, so that no class is missing.</summary>
    /// <param name="groupOf">The group of each sample.</param>
    /// <param name="classOf">The class of each sample; the same within a group.</param>
    public static Bags OfGroups(int[] groupOf, int[] classOf) => new ByGroup(groupOf, classOf);

    public abstract int[] Draw(ref SeededStream random);

    private sealed class BySample(int count) : Bags
    {
        public override int[] Draw(ref SeededStream random)
        {
            var draws = new int[count];
            for (var i = 0; i < count; i++)
                draws[random.Below(count)]++;
            return draws;
        }
    }

    private sealed class ByGroup(int[] groupOf, int[] classOf) : Bags
    {
        private readonly int[][] groups = [.. classOf.Zip(groupOf).GroupBy(pair => pair.First, pair => pair.Second)
            .OrderBy(each => each.Key).Select(each => each.Distinct().Order().ToArray())];

        public override int[] Draw(ref SeededStream random)
        {
            var times = new int[groupOf.Max() + 1];
            foreach (var group in groups)
            {
                for (var i = 0; i < group.Length; i++)
                    times[group[random.Below(group.Length)]]++;
            }
            return Array.ConvertAll(groupOf, group => times[group]);
        }
    }
}
