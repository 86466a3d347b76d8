using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace ResidentHub.Migrations.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class Channels : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_OutboxRow_State_NotBefore",
                table: "OutboxRow");

            migrationBuilder.DropIndex(
                name: "IX_Message_ConversationId_At",
                table: "Message");

            migrationBuilder.DropIndex(
                name: "IX_Conversation_Channel_Address",
                table: "Conversation");

            migrationBuilder.AddColumn<string>(
                name: "Error",
                table: "OutboxRow",
                type: "TEXT",
                maxLength: 60,
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "Expires",
                table: "OutboxRow",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "MessageId",
                table: "OutboxRow",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "Piece",
                table: "OutboxRow",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<string>(
                name: "ProviderId",
                table: "OutboxRow",
                type: "TEXT",
                maxLength: 200,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "ChannelData",
                table: "Message",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "Number",
                table: "Message",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<string>(
                name: "ChannelData",
                table: "Conversation",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "LastNumber",
                table: "Conversation",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            // What was said before is numbered in the order in which it was said.
            migrationBuilder.Sql(
                """
                UPDATE "Message" SET "Number" = counted."Number"
                FROM (SELECT "Id", ROW_NUMBER() OVER (PARTITION BY "ConversationId" ORDER BY "At", "Id") AS "Number" FROM "Message") AS counted
                WHERE counted."Id" = "Message"."Id";
                """);
            migrationBuilder.Sql(
                """
                UPDATE "Conversation" SET "LastNumber" = said."Number", "LastAt" = MAX("LastAt", said."At")
                FROM (SELECT "ConversationId", MAX("Number") AS "Number", MAX("At") AS "At" FROM "Message" GROUP BY "ConversationId") AS said
                WHERE said."ConversationId" = "Conversation"."Id";
                """);

            migrationBuilder.CreateIndex(
                name: "IX_OutboxRow_Kind_State_Address",
                table: "OutboxRow",
                columns: new[] { "Kind", "State", "Address" });

            migrationBuilder.CreateIndex(
                name: "IX_OutboxRow_MessageId",
                table: "OutboxRow",
                column: "MessageId");

            migrationBuilder.CreateIndex(
                name: "IX_OutboxRow_ProviderId_Kind_Address",
                table: "OutboxRow",
                columns: new[] { "ProviderId", "Kind", "Address" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Message_ConversationId_Number",
                table: "Message",
                columns: new[] { "ConversationId", "Number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Conversation_Channel_Address",
                table: "Conversation",
                columns: new[] { "Channel", "Address" },
                unique: true,
                filter: "\"Channel\" <> 'web'");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_OutboxRow_Kind_State_Address",
                table: "OutboxRow");

            migrationBuilder.DropIndex(
                name: "IX_OutboxRow_MessageId",
                table: "OutboxRow");

            migrationBuilder.DropIndex(
                name: "IX_OutboxRow_ProviderId_Kind_Address",
                table: "OutboxRow");

            migrationBuilder.DropIndex(
                name: "IX_Message_ConversationId_Number",
                table: "Message");

            migrationBuilder.DropIndex(
                name: "IX_Conversation_Channel_Address",
                table: "Conversation");

            migrationBuilder.DropColumn(
                name: "Error",
                table: "OutboxRow");

            migrationBuilder.DropColumn(
                name: "Expires",
                table: "OutboxRow");

            migrationBuilder.DropColumn(
                name: "MessageId",
                table: "OutboxRow");

            migrationBuilder.DropColumn(
                name: "Piece",
                table: "OutboxRow");

            migrationBuilder.DropColumn(
                name: "ProviderId",
                table: "OutboxRow");

            migrationBuilder.DropColumn(
                name: "ChannelData",
                table: "Message");

            migrationBuilder.DropColumn(
                name: "Number",
                table: "Message");

            migrationBuilder.DropColumn(
                name: "ChannelData",
                table: "Conversation");

            migrationBuilder.DropColumn(
                name: "LastNumber",
                table: "Conversation");

            migrationBuilder.CreateIndex(
                name: "IX_OutboxRow_State_NotBefore",
                table: "OutboxRow",
                columns: new[] { "State", "NotBefore" });

            migrationBuilder.CreateIndex(
                name: "IX_Message_ConversationId_At",
                table: "Message",
                columns: new[] { "ConversationId", "At" });

            migrationBuilder.CreateIndex(
                name: "IX_Conversation_Channel_Address",
                table: "Conversation",
                columns: new[] { "Channel", "Address" });
        }
    }
}
