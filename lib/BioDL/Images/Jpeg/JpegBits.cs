using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace BioDL.Images;

/// <summary>The bits of a scan (ISO/IEC 10918-1, annex F.2.2.5): highest first, a zero byte after each 0xFF left out; zeros from the next marker on.</summary>
internal ref struct JpegBits(ReadOnlySpan<byte> data, int at)
{
    private readonly ReadOnlySpan<byte> data = data;
    private int padded;

    /// <summary>The bits that were read ahead, the next one at place <see cref="Held"/> − 1.</summary>
    public ulong Window;

    /// <summary>How many bits were read ahead.</summary>
    public int Held;

    /// <summary>Where reading goes on: at the marker once all bits before it were read.</summary>
    public int At { get; private set; } = at;

    /// <summary>Whether more bits were taken than stood before the marker.</summary>
    public readonly bool IsPastEnd => padded > Held;

    /// <summary>Reads ahead until at least 32 bits are there.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Fill()
    {
        if (Held < 32)
            Refill();
    }

    public int Take(int count)
    {
        Fill();
        Held -= count;
        return (int)(Window >> Held) & ((1 << count) - 1);
    }

    /// <summary>A number of so many bits in the signed form of annex F.2.2.1.</summary>
    public int TakeSigned(int count) => count == 0 ? 0 : Extend(Take(count), count);

    public static int Extend(int value, int count) => value < 1 << (count - 1) ? value - (1 << count) + 1 : value;

    /// <summary>Drops what is left before the marker and steps over it.</summary>
    public void Restart()
    {
        (Window, Held, padded) = (0, 0, 0);
        At += 2;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Refill()
    {
        if (At <= data.Length - 4)
        {
            var four = BinaryPrimitives.ReadUInt32BigEndian(data[At..]);
            // No byte of the four is 0xFF when none of their complements is 0.
            if (((~four - 0x01010101u) & four & 0x80808080u) == 0)
            {
                (Window, Held, At) = ((Window << 32) | four, Held + 32, At + 4);
                return;
            }
        }
        while (Held <= 48)
            One();
    }

    private void One()
    {
        var value = 0;
        while (At + 1 < data.Length && data[At] == 0xFF && data[At + 1] == 0xFF)
            At++;
        if (At < data.Length && data[At] != 0xFF)
            value = data[At++];
        else if (At + 1 < data.Length && data[At + 1] == 0)
            (value, At) = (0xFF, At + 2);
        else
            padded += 8;
        (Window, Held) = ((Window << 8) | (uint)value, Held + 8);
    }
}
