namespace BioDL.Images;

/// <summary>
/// Colours a map: which objects are neighbours, and a number for each such that neighbours differ. Objects are coloured in the reverse of the
/// "smallest last" order (Matula and Beck 1983, J. ACM 30:417): the one with the fewest neighbours is taken out first and coloured last, so that few
/// neighbours of any object are coloured before it. Pieces of a plane have at most 4 neighbours meeting in a corner, for which 8 colours are enough.
/// </summary>
internal static class NeighbourColouring
{
    /// <summary>For each label a number from 1 to the number of colours; 0 for labels that no pixel bears.</summary>
    public static int[] Of(LabelImage labels, int colours, Func<int, int, bool> alike)
    {
        var (touching, near) = Neighbours(labels);
        var chosen = new int[labels.Maximum + 1];
        var used = new int[colours];
        var order = SmallestLast(touching);
        for (var i = order.Count - 1; i >= 0; i--)
        {
            var label = order[i];
            var colour = Enumerable.Range(0, colours)
                .MinBy(candidate => (Clash(touching[label], candidate, 100, 10) + Clash(near[label], candidate, 3, 1), used[candidate], candidate));
            chosen[label] = colour + 1;
            used[colour]++;
        }
        return chosen;

        // The same colour beside a touching object weighs more than whatever else eight neighbours can add.
        long Clash(HashSet<int> neighbours, int candidate, int same, int similar) => neighbours
            .Where(neighbour => chosen[neighbour] > 0 && alike(chosen[neighbour] - 1, candidate))
            .Sum(neighbour => (long)(chosen[neighbour] - 1 == candidate ? same * same : similar));
    }

    /// <summary>Which objects share an edge or a corner, and which are one pixel apart.</summary>
    private static (Dictionary<int, HashSet<int>> Touching, Dictionary<int, HashSet<int>> Near) Neighbours(LabelImage labels)
    {
        var touching = new Dictionary<int, HashSet<int>>();
        var near = new Dictionary<int, HashSet<int>>();
        for (var y = 0; y < labels.Height; y++)
        {
            for (var x = 0; x < labels.Width; x++)
            {
                var label = labels.Values[y * labels.Width + x];
                if (label == 0)
                    continue;
                touching.TryAdd(label, []);
                near.TryAdd(label, []);
                Look(labels, y, x, label, 1, touching);
                Look(labels, y, x, label, 2, near);
            }
        }
        return (touching, near);
    }

    /// <summary>Looks right and down at the pixels of one distance (in the larger of rows and columns), so that each pair is seen once.</summary>
    private static void Look(LabelImage labels, int y, int x, int label, int distance, Dictionary<int, HashSet<int>> found)
    {
        for (var dy = 0; dy <= distance && y + dy < labels.Height; dy++)
        {
            for (var dx = dy == 0 ? distance : -distance; dx <= distance; dx += dy == distance ? 1 : 2 * distance)
            {
                if ((uint)(x + dx) >= (uint)labels.Width)
                    continue;
                var other = labels.Values[(y + dy) * labels.Width + x + dx];
                if (other == 0 || other == label)
                    continue;
                found[label].Add(other);
                if (!found.TryGetValue(other, out var back))
                    found[other] = back = [];
                back.Add(label);
            }
        }
    }

    private static List<int> SmallestLast(Dictionary<int, HashSet<int>> neighbours)
    {
        var degree = neighbours.ToDictionary(pair => pair.Key, pair => pair.Value.Count);
        var waiting = new SortedSet<(int Degree, int Label)>(degree.Select(pair => (pair.Value, pair.Key)));
        var order = new List<int>(degree.Count);
        while (waiting.Count > 0)
        {
            var (_, label) = waiting.Min;
            waiting.Remove(waiting.Min);
            order.Add(label);
            foreach (var neighbour in neighbours[label])
            {
                if (waiting.Remove((degree[neighbour], neighbour)))
                    waiting.Add((--degree[neighbour], neighbour));
            }
        }
        return order;
    }
}
