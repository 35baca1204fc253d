using System.Runtime.InteropServices;
using BioDL.Hosting;
using BioDL.Images;

namespace BioDL.Classical;

/// <summary>
/// Runs a classifier over an image, tile by tile: features become bins as they come, and squares of 8 × 8 pixels go down the trees together, since neighbours go the
/// same ways.
/// </summary>
internal static class PixelPrediction
{
    private const int Side = 8;

    /// <summary>The probabilities, class by class.</summary>
    public static Image Run(PixelClassifierParts parts, Image image)
    {
        var plan = parts.Features.PlanFor(image);
        var tiles = new FeatureTiles(image.Height, image.Width);
        var classes = parts.Forest.Classes;
        var result = new float[Shape.Count(classes, image.Height, image.Width)];
        using var progress = Progress.Start("Classifying pixels", tiles.Count);
        Threads.OverItems(tiles.Count, () => new Tools(plan, tiles, parts.Forest), (tile, tools) =>
        {
            tools.Run(image, tiles[tile], result);
            progress.Step();
        }, Host.Cancellation);
        return new Image(classes, image.Height, image.Width, result) { PixelSize = image.PixelSize, Provenance = image.Provenance };
    }

    private sealed class Tools
    {
        private readonly RandomForest forest;
        private readonly FeatureWorkspace workspace;
        private readonly int stride;
        private readonly byte[] bins;
        private readonly byte[] row;
        private readonly float[] sums;
        private int squaresAcross;
        private Region tile;

        public Tools(FeaturePlan plan, FeatureTiles tiles, RandomForest forest)
        {
            this.forest = forest;
            workspace = new FeatureWorkspace(plan, tiles);
            stride = Squares(tiles.LargestHeight) * Squares(tiles.LargestWidth) * Side * Side;
            bins = new byte[forest.Features * stride];
            row = new byte[Squares(tiles.LargestWidth) * Side];
            sums = new float[forest.Classes * ForestTrees.Block];
        }

        public void Run(Image image, Region where, float[] result)
        {
            (tile, squaresAcross) = (where, Squares(where.Width));
            for (var channel = 0; channel < image.Channels; channel++)
                workspace.Compute(image, channel, tile, Take);
            for (var square = 0; square < Squares(tile.Height) * squaresAcross; square++)
            {
                Array.Clear(sums);
                forest.Grown.Add(ref bins[square * ForestTrees.Block], stride, ulong.MaxValue, sums);
                Put(square, image, result);
            }
        }

        /// <summary>Pixels beyond the tile's edges, which fill squares up, get what stood there before; nobody reads them.</summary>
        private void Take(int feature, int y, int x, ReadOnlySpan<float> values)
        {
            forest.Bins.Sort(feature, values, row);
            var line = y - tile.Y;
            var start = feature * stride + line / Side * squaresAcross * ForestTrees.Block + line % Side * Side;
            var eights = MemoryMarshal.Cast<byte, ulong>(row.AsSpan(0, squaresAcross * Side));
            for (var square = 0; square < eights.Length; square++)
                MemoryMarshal.Write(bins.AsSpan(start + square * ForestTrees.Block), eights[square]);
        }

        private void Put(int square, Image image, float[] result)
        {
            int top = square / squaresAcross * Side, left = square % squaresAcross * Side;
            int height = Math.Min(Side, tile.Height - top), width = Math.Min(Side, tile.Width - left);
            for (var each = 0; each < forest.Classes; each++)
            {
                for (var y = 0; y < height; y++)
                {
                    var place = (each * image.Height + tile.Y + top + y) * image.Width + tile.X + left;
                    for (var x = 0; x < width; x++)
                        result[place + x] = sums[each * ForestTrees.Block + y * Side + x] / forest.Trees;
                }
            }
        }

        private static int Squares(int length) => (length + Side - 1) / Side;
    }
}
