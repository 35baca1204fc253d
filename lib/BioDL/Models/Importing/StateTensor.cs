using BioDL.Learning;

namespace BioDL.Models;

/// <summary>One named tensor of a <see cref="StateDict"/>: a view of values that lie in its file.</summary>
public sealed class StateTensor
{
    private readonly TensorStorage storage;
    private readonly int[] sizes;
    private readonly long[] strides;
    private readonly long offset;

    private StateTensor(string name, TensorStorage storage, long offset, int[] sizes, long[] strides)
    {
        Name = name;
        this.storage = storage;
        this.offset = offset;
        this.sizes = sizes;
        this.strides = strides;
    }

    /// <summary>Its name: <c>encode_1.conv.conv_block.0.weight</c>.</summary>
    public string Name { get; }

    /// <summary>The type of its values.</summary>
    public ElementType Type => storage.Type;

    /// <summary>Sizes along its axes, outermost first; none for a single number.</summary>
    public IReadOnlyList<int> Sizes => sizes;

    /// <summary>Number of values.</summary>
    public int Count => sizes.Aggregate(1, (product, size) => product * size);

    /// <summary>A copy of its values, in row-major order. The caller disposes it.</summary>
    public Tensor ToTensor()
    {
        var tensor = Tensor.Zeros(Type, sizes);
        if (Count == 0)
            return tensor;
        Span<byte> target = tensor.Type switch
        {
            ElementType.Float64 => Bytes<double>(tensor),
            ElementType.Float32 => Bytes<float>(tensor),
            ElementType.Float16 => Bytes<Half>(tensor),
            ElementType.Int64 => Bytes<long>(tensor),
            ElementType.Int32 => Bytes<int>(tensor),
            ElementType.Int16 => Bytes<short>(tensor),
            ElementType.Int8 => Bytes<sbyte>(tensor),
            ElementType.Bool => Bytes<bool>(tensor),
            _ => Bytes<byte>(tensor),
        };
        Copy(target);
        return tensor;
    }

    /// <summary>Name, type and sizes: "segment.bias: Float32 (1)".</summary>
    public override string ToString() => $"{Name}: {Type} ({Words(sizes)})";

    /// <summary>"8 × 1 × 3 × 3", or "one number".</summary>
    internal static string Words(IReadOnlyList<int> sizes) => sizes.Count == 0 ? "one number" : string.Join(" × ", sizes);

    /// <summary>A view, checked against what it is a view of.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="storage">The values.</param>
    /// <param name="offset">Place of its first value.</param>
    /// <param name="sizes">Sizes along its axes.</param>
    /// <param name="strides">How far it is from one value to the next along each axis.</param>
    /// <exception cref="PackageException">It reaches beyond the values, or has too many.</exception>
    internal static StateTensor Of(string name, TensorStorage storage, long offset, long[] sizes, long[] strides)
    {
        if (sizes.Length > TensorShape.MaximumRank || sizes.Length != strides.Length)
            throw Impossible(name, $"has {sizes.Length} axes and {strides.Length} steps, at most {TensorShape.MaximumRank} of both are read");
        if (sizes.Any(size => size is < 0 or > int.MaxValue) || strides.Any(step => step is < 0 or > int.MaxValue) || offset < 0)
            throw Impossible(name, "has a size, step or place that is negative or beyond any file");
        Int128 count = 1, last = offset;
        for (var axis = 0; axis < sizes.Length; axis++)
        {
            count = Int128.Min(count * sizes[axis], (Int128)1 << 64);
            last += (Int128)(sizes[axis] - 1) * strides[axis];
        }
        if (count > int.MaxValue || count > storage.Count)
            throw Impossible(name, $"has more values than the {storage.Count:N0} that it is a view of");
        if (count > 0 && last >= storage.Count)
            throw Impossible(name, $"reaches to value {last}, but there are {storage.Count:N0}");
        return new StateTensor(name, storage, offset, [.. sizes.Select(size => (int)size)], strides);
    }

    private static PackageException Impossible(string name, string why) =>
        new($"The tensor '{(name.Length > 120 ? name[..120] : name)}' {why}. The file is damaged; get it again.");

    private static Span<byte> Bytes<T>(Tensor tensor)
        where T : unmanaged => System.Runtime.InteropServices.MemoryMarshal.AsBytes(tensor.Span<T>());

    private void Copy(Span<byte> target)
    {
        var width = storage.Width;
        var content = storage.Content.Span;
        if (IsInOrder())
        {
            content.Slice((int)offset * width, target.Length).CopyTo(target);
            return;
        }
        var at = new int[sizes.Length];
        var place = offset;
        for (var written = 0; written < target.Length; written += width)
        {
            content.Slice((int)place * width, width).CopyTo(target[written..]);
            for (var axis = sizes.Length - 1; axis >= 0; axis--)
            {
                place += strides[axis];
                if (++at[axis] < sizes[axis])
                    break;
                place -= strides[axis] * sizes[axis];
                at[axis] = 0;
            }
        }
    }

    private bool IsInOrder()
    {
        long expected = 1;
        for (var axis = sizes.Length - 1; axis >= 0; axis--)
        {
            if (sizes[axis] != 1 && strides[axis] != expected)
                return false;
            expected *= sizes[axis];
        }
        return true;
    }
}
