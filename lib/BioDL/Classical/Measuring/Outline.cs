using BioDL.Images;

namespace BioDL.Classical;

/// <summary>The length of an object's outline, its holes' included, in two ways.</summary>
internal readonly ref struct Outline(LabelImage labels, int label)
{
    private readonly ReadOnlySpan<int> values = labels.Values;
    private readonly int height = labels.Height, width = labels.Width;

    /// <summary>Path through the centres of the border pixels: each counts by how its neighbours on the border lie.</summary>
    public double Perimeter(ReadOnlySpan<Run> runs)
    {
        int straight = 0, diagonal = 0, mixed = 0;
        foreach (var run in runs)
        {
            for (var x = run.From; x < run.To; x++)
            {
                if (x != run.From && x != run.To - 1 && Holds(run.Y - 1, x) && Holds(run.Y + 1, x))
                    continue;
                // Neighbours by side and by corner, of scikit-image's weights 5, 7, 15, 17, 25, 27 | 21, 33 | 13, 23.
                var (sides, corners) = BorderNeighbours(run.Y, x);
                switch (sides, corners)
                {
                    case (2, 0) or (3, 0) or (2, 1) or (3, 1) or (2, 2) or (3, 2):
                        straight++;
                        break;
                    case (0, 2) or (1, 3):
                        diagonal++;
                        break;
                    case (1, 1) or (1, 2):
                        mixed++;
                        break;
                }
            }
        }
        return straight + diagonal * Math.Sqrt(2) + mixed * (1 + Math.Sqrt(2)) / 2;
    }

    /// <summary>
    /// Crofton's formula for four directions: π / 4 times how often a line enters the object along rows and columns, and, such lines being √2 closer
    /// together, π / (4 √2) times how often along the diagonals.
    /// </summary>
    public double Crofton(ReadOnlySpan<Run> runs)
    {
        long upright = runs.Length, diagonal = 0;
        foreach (var run in runs)
        {
            upright += run.Length - Count(run.Y - 1, run.From, run.To);
            diagonal += 2 * run.Length - Count(run.Y - 1, run.From - 1, run.To - 1) - Count(run.Y + 1, run.From - 1, run.To - 1);
        }
        return Math.PI / 4 * (upright + diagonal / Math.Sqrt(2));
    }

    private int Count(int y, int from, int to) => (uint)y < (uint)height
        ? values[(y * width + Math.Max(0, from))..(y * width + to)].Count(label)
        : 0;

    private bool Holds(int y, int x) => (uint)y < (uint)height && (uint)x < (uint)width && values[y * width + x] == label;

    private bool OnBorder(int y, int x) =>
        Holds(y, x) && !(Holds(y - 1, x) && Holds(y + 1, x) && Holds(y, x - 1) && Holds(y, x + 1));

    private (int Sides, int Corners) BorderNeighbours(int y, int x) => (
        One(y - 1, x) + One(y + 1, x) + One(y, x - 1) + One(y, x + 1),
        One(y - 1, x - 1) + One(y - 1, x + 1) + One(y + 1, x - 1) + One(y + 1, x + 1));

    private int One(int y, int x) => OnBorder(y, x) ? 1 : 0;
}
