using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace BioDL.Learning.Kernels;

/// <summary>
/// Interpolation along both axes of an image with channels in blocks, in one pass: for each row of the output, rows of the input are mixed, two and
/// two, into a line that stays in the cache, and its pixels then into the output's.
/// </summary>
/// <param name="planes">Blocks of channels of all images.</param>
/// <param name="height">Rows of the input.</param>
/// <param name="width">Columns of the input.</param>
/// <param name="rows">Of what each row is made: of an even number of others.</param>
/// <param name="columns">Of what each column is made: of an even number of others.</param>
/// <param name="input">The input.</param>
/// <param name="output">The output.</param>
internal readonly unsafe struct BlockedResize(int planes, int height, int width, AxisWeights rows, AxisWeights columns, float* input, float* output) : IParts
{
    private const int Side = TensorLayouts.Block;
    private const int RowsOfPart = 8;

    private readonly int planes = planes;
    private readonly int height = height;
    private readonly int width = width;
    private readonly AxisWeights rows = rows;
    private readonly AxisWeights columns = columns;
    private readonly float* input = input;
    private readonly float* output = output;

    /// <summary>Number of parts.</summary>
    public int Count => planes * Chunks;

    private int Chunks => (rows.Size + RowsOfPart - 1) / RowsOfPart;

    /// <inheritdoc/>
    public void Run(int part)
    {
        var (plane, chunk) = Math.DivRem(part, Chunks);
        var line = (float*)NativeMemory.AlignedAlloc((nuint)width * Side * sizeof(float), 64);
        try
        {
            for (var row = chunk * RowsOfPart; row < Math.Min((chunk + 1) * RowsOfPart, rows.Size); row++)
            {
                for (var tap = 0; tap < rows.Taps; tap += 2)
                    Mix(plane, (row * rows.Taps) + tap, isFirst: tap == 0, line);
                Spread(line, output + ((((long)plane * rows.Size) + row) * columns.Size * Side));
            }
        }
        finally
        {
            NativeMemory.AlignedFree(line);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Mix(int plane, int pair, bool isFirst, float* line)
    {
        var top = input + ((((long)plane * height) + rows.Places[pair]) * width * Side);
        var bottom = input + ((((long)plane * height) + rows.Places[pair + 1]) * width * Side);
        var (first, second) = (Vector512.Create(rows.Weights[pair]), Vector512.Create(rows.Weights[pair + 1]));
        for (nint n = 0; n < (nint)width * Side; n += Side)
        {
            var mixed = (Vector512.Load(top + n) * first) + (Vector512.Load(bottom + n) * second);
            (isFirst ? mixed : Vector512.Load(line + n) + mixed).Store(line + n);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Spread(float* line, float* target)
    {
        fixed (int* places = columns.Places)
        fixed (float* weights = columns.Weights)
        {
            nint taps = columns.Taps, pair = 0;
            for (nint n = 0; n < columns.Size; n++)
            {
                var end = (n + 1) * taps;
                var sum = Pair(line, places + pair, weights + pair);
                for (pair += 2; pair < end; pair += 2)
                    sum += Pair(line, places + pair, weights + pair);
                sum.Store(target + (n * Side));
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Pair(float* line, int* places, float* weights) =>
        (Vector512.Load(line + ((nint)places[0] * Side)) * Vector512.Create(weights[0])) + (Vector512.Load(line + ((nint)places[1] * Side)) * Vector512.Create(weights[1]));
}
